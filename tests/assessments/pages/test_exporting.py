"""An assessment leaves the house for whoever may see it, once they proved who they are; a trace stays."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from assessments.actions import add_response, grant, submit_response
from assessments.domain.questionnaire import Side
from assessments.models import Capability, Report, Response
from assessments.tasks import report, score
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from outsourcing.audit.models import AuditEvent
from outsourcing.files.places import path_of
from outsourcing.workbooks.reading import read_workbook
from tests.assessments import factories
from tests.assessments.factories import NOW, answered, question, response_of, section
from tests.assessments.pages.places import Filling, filling, text_of
from tests.people import PASSWORD, htmx, person, prove, signed_in

pytestmark = pytest.mark.django_db


def place() -> Filling:
    of = filling(section("all", question("pace"), question("words", factories.NOTE, 0)))
    answered(of.response, "pace", 4, note="=cmd|' /C calc'!A0")
    answered(of.response, "words", "@SUM(1)")
    score()
    return of


def rating_alone(of: Filling, user: User) -> Response:
    """Somebody who rates by themselves."""
    return add_response(
        by=of.lead.as_actor(),
        assessment=of.assessment,
        side=Side.EVALUATOR,
        party=f"user:{user.pk}",
        party_name=user.name,
        for_user=str(user.pk),
    )


def sheets(reply: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.name: [row.values for row in sheet.rows] for sheet in read_workbook(BytesIO(reply.content))}


def test_the_workbook_holds_scores_and_answers_as_text() -> None:
    of = place()

    reply = signed_in(of.lead).post(f"/assessments/{of.assessment.pk}/workbook/")

    found = sheets(reply)
    assert reply.headers["Content-Disposition"] == 'attachment; filename="people-of-kaveri.xlsx"'
    assert ("Score", 75) in found["About"]
    assert found["Scores"][1] == ("All", 100, 75, 75, 75, 100)
    assert found["Answers"][1][:8] == (
        "1.1",
        "All",
        "How is pace?",
        "Evaluator",
        None,
        "4",
        None,
        "=cmd|' /C calc'!A0",
    )
    assert found["Answers"][2][5] == "@SUM(1)"
    assert AuditEvent.objects.filter(action="assessment.exported").count() == 1


def test_who_did_not_prove_lately_who_they_are_is_asked_first() -> None:
    of = place()
    of.lead.set_password(PASSWORD)
    of.lead.save()
    client = signed_in(of.lead)
    prove(client, of.lead, seconds_ago=3_600)

    for address in ("workbook", "pdf"):
        reply = client.post(f"/assessments/{of.assessment.pk}/{address}/")
        assert reply.status_code == 302
        assert reply.headers["Location"].startswith("/account/")

    assert not Report.objects.exists()
    assert not AuditEvent.objects.filter(action="assessment.exported").exists()


def test_the_pdf_is_asked_for_made_and_fetched() -> None:
    of = place()
    client = signed_in(of.lead)

    page = client.post(f"/assessments/{of.assessment.pk}/pdf/", follow=True)
    asked = Report.objects.get()
    here = f"/assessments/{of.assessment.pk}/pdf/{asked.pk}/"
    assert "It is being made." in text_of(page)
    assert client.get(f"{here}file/").status_code == 404
    report()
    fragment = client.get(here, headers=htmx())
    file = client.get(f"{here}file/")

    assert "Download the PDF" in text_of(fragment)
    assert "<html" not in fragment.content.decode()
    assert file.headers["Content-Disposition"] == 'attachment; filename="people-of-kaveri.pdf"'
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.getvalue().startswith(b"%PDF-")


def test_a_report_is_its_askers_alone_for_a_day() -> None:
    of = place()
    client, other = signed_in(of.lead), person("executive")
    client.post(f"/assessments/{of.assessment.pk}/pdf/")
    report()
    asked = Report.objects.get()
    here = f"/assessments/{of.assessment.pk}/pdf/{asked.pk}/"

    assert signed_in(other).get(f"{here}file/").status_code == 404
    assert client.get(f"/assessments/{of.assessment.pk + 1}/pdf/{asked.pk}/file/").status_code == 404
    Report.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert client.get(here).status_code == 404
    assert client.get(f"{here}file/").status_code == 404


def test_a_file_that_is_gone_is_a_page_that_is_not_there() -> None:
    of = place()
    client = signed_in(of.lead)
    client.post(f"/assessments/{of.assessment.pk}/pdf/")
    report()
    asked = Report.objects.get()
    path_of(asked.file_key).unlink()

    assert client.get(f"/assessments/{of.assessment.pk}/pdf/{asked.pk}/file/").status_code == 404


def test_ratings_that_are_hidden_from_a_reader_are_not_in_their_workbook() -> None:
    of = filling(section("all", question("pace")))
    rater = person("evaluator", name="Joseph Okafor")
    _alone = rating_alone(of, rater)
    other = rating_alone(of, person("evaluator", name="Hanna Linde"))
    answered(other, "pace", 2, note="Too slow for us.")
    submit_response(by=of.lead.as_actor(), response=other, now=NOW)

    reply = signed_in(rater).post(f"/assessments/{of.assessment.pk}/workbook/")

    assert "Too slow" not in str(sheets(reply))


def test_sealed_prices_are_not_in_the_workbook() -> None:
    lead = person("procurement_lead")
    of = factories.assessment(
        section("all", question("pace")),
        section("prices", question("price", factories.PRICE, sides=["provider"]), envelope="price"),
        by=lead.as_actor(),
        opening_sides=("evaluator", "provider"),
        sealed=True,
    )
    answered(response_of(of, Side.PROVIDER), "price", 123.45, note="Rebate.")

    reply = signed_in(lead).post(f"/assessments/{of.pk}/workbook/")

    assert "123.45" not in str(sheets(reply))
    assert "Rebate" not in str(sheets(reply))


def test_a_reader_of_one_assessment_takes_out_that_one() -> None:
    of, foreign = place(), place()
    reader = person("evaluator")
    grant(
        by=of.lead.as_actor(),
        to_kind=ActorKind.USER,
        to_id=str(reader.pk),
        assessment=of.assessment,
        capability=Capability.READ,
    )
    client = signed_in(reader)

    assert client.post(f"/assessments/{of.assessment.pk}/workbook/").status_code == 200
    assert client.post(f"/assessments/{foreign.assessment.pk}/workbook/").status_code == 404
    assert client.post(f"/assessments/{foreign.assessment.pk}/pdf/").status_code == 404


def test_the_overview_offers_both() -> None:
    of = place()

    page = signed_in(of.lead).get(f"/assessments/{of.assessment.pk}/")

    assert "PDF to read and print" in text_of(page)
    assert f'action="/assessments/{of.assessment.pk}/workbook/"' in page.content.decode()
