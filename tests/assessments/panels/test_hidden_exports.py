"""Names that are hidden from an evaluator are hidden in every file that leaves the house for them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.tasks import score
from outsourcing.files.storing import open_stored
from outsourcing.workbooks.reading import read_workbook
from tests.assessments.panels.panels import declare
from tests.assessments.panels.test_hiding import CANARY, Blind, written
from tests.assessments.reports import made_report
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def blind() -> Blind:
    """A blind panel whose first rater has declared their interest; the provider wrote its name everywhere."""
    made = written()
    declare(made.table, 0)
    score()
    return made


def cells(book: bytes) -> str:
    return str([row.values for sheet in read_workbook(BytesIO(book)) for row in sheet.rows]).lower()


def test_the_workbook_knows_the_alias_alone(blind: Blind) -> None:
    reply = signed_in(blind.rater).post(f"/assessments/{blind.pk}/workbook/")

    said = cells(reply.content)
    assert blind.alias.lower() in said
    assert "start in may" in said
    assert CANARY.lower() not in said
    assert CANARY.lower() not in reply.headers["Content-Disposition"].lower()


def test_the_paper_knows_the_alias_alone(blind: Blind) -> None:
    made = made_report(blind.rater.as_actor(), blind.table.assessment)

    reader = PdfReader(BytesIO(open_stored(made.file_key).read()))
    reply = signed_in(blind.rater).get(f"/assessments/{blind.pk}/pdf/{made.pk}/file/")

    said = "".join(page.extract_text() for page in reader.pages).lower() + str(reader.metadata).lower()
    assert blind.alias.lower() in said
    assert "start in may" in said
    assert CANARY.lower() not in said
    assert CANARY.lower() not in reply.headers["Content-Disposition"].lower()


def test_the_questionnaire_to_fill_offline_knows_the_alias_alone(blind: Blind) -> None:
    response = blind.table.rating(0)

    reply = signed_in(blind.rater).get(f"/assessments/{blind.pk}/answer/{response.pk}/offline/workbook/")

    assert blind.alias.lower() in cells(reply.content)
    assert CANARY.lower() not in cells(reply.content)
    assert CANARY.lower() not in reply.headers["Content-Disposition"].lower()


def test_the_manager_reads_the_names(blind: Blind) -> None:
    reply = signed_in(blind.table.manager).post(f"/assessments/{blind.pk}/workbook/")

    assert CANARY.lower() in cells(reply.content)
