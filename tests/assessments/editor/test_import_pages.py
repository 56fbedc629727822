"""Checklists are taken out and in on their pages: a draft, or every fault and nothing else."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.exports.checklist import checklist_workbook
from assessments.models import Template, TemplateVersion, VersionState
from tests.assessments import factories
from tests.assessments.editor.test_spoilt_workbooks import put
from tests.assessments.editor.test_workbooks import book_of, cells
from tests.assessments.factories import question, section
from tests.assessments.pages.places import text_of
from tests.people import client_of
from tests.workbooks import bombs

pytestmark = pytest.mark.django_db


def published() -> TemplateVersion:
    return factories.published(section("s", question("one"), question("two")), key="people")


def sent(client: Client, content: bytes, name: str = "people.xlsx") -> Any:
    return client.post("/templates/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_checklist_is_taken_out_and_in_again() -> None:
    published()
    client = client_of("template_admin")

    book = client.get("/templates/people/v1/workbook/")
    reply = sent(client, book.content)

    assert book.headers["Content-Disposition"] == 'attachment; filename="people-v1.xlsx"'
    assert "sandbox" in book.headers["Content-Security-Policy"]
    assert reply.headers["Location"] == "/templates/people/edit/"
    draft = TemplateVersion.objects.get(number=2)
    assert draft.state == VersionState.DRAFT
    assert cells(checklist_workbook(draft)) == cells(book.content)


def test_the_same_as_json() -> None:
    published()
    client = client_of("template_admin")

    file = client.get("/templates/people/v1/json/")
    reply = sent(client, file.content, "people.json")

    assert json.loads(file.content)["key"] == "people"
    assert reply.status_code == 302
    assert TemplateVersion.objects.filter(state=VersionState.DRAFT).count() == 1


def test_every_fault_is_shown_with_its_place_and_nothing_is_imported() -> None:
    content = cells(checklist_workbook(published()))
    put(content, "Questions", 3, "Weight", "<b>heavy</b>")
    put(content, "Questions", 4, "Answer", "<script>song</script>")

    reply = sent(client_of("template_admin"), book_of(content))

    said = text_of(reply)
    assert reply.status_code == 422
    assert "Nothing was imported: 2 things need another look." in said
    assert "A number is needed here" in said
    assert "<script>song" not in reply.content.decode()
    assert "&lt;script&gt;song&lt;/script&gt;" in reply.content.decode()
    assert not TemplateVersion.objects.filter(state=VersionState.DRAFT).exists()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "people.xlsx", "empty"),
        (b"x", "people.txt", "ends in .xlsx or .json"),
        (b"x", "people.xlsx", "This is not a workbook"),
        (b"[]", "people.json", "This file holds no checklist"),
        (b"{", "people.json", "This file cannot be read"),
        (b"[" * 100_000, "people.json", "This file cannot be read"),
        (b"{}", "people.json", "A key has 1 to 60 letters"),
        (bombs.unpacking(), "people.xlsx", "unpacks to far more"),
        (bombs.with_macros(), "people.xlsx", "macros"),
    ],
)
def test_a_file_that_is_no_checklist(content: bytes, name: str, reason: str) -> None:
    reply = sent(client_of("template_admin"), content, name)

    assert reply.status_code == 422
    assert reason in text_of(reply)
    assert not Template.objects.exists()


def test_a_standing_draft_is_never_written_over() -> None:
    book = checklist_workbook(published())
    client = client_of("template_admin")
    sent(client, book)

    reply = sent(client, book)

    assert reply.status_code == 422
    assert "has a draft already. Publish or discard it, then import again." in text_of(reply)


def test_a_megabyte_of_text_is_refused_where_it_stands() -> None:
    data = factories.checklist(section("s", question("one", text="x" * 1_000_000)), key="people")

    reply = sent(client_of("template_admin"), json.dumps(data).encode(), "people.json")

    assert reply.status_code == 422
    assert "1000000 characters; 2000 fit" in text_of(reply)


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "auditor"])
def test_readers_take_out_and_only_admins_take_in(role: str) -> None:
    published()
    client = client_of(role)

    assert client.get("/templates/people/v1/workbook/").status_code == 200
    assert client.get("/templates/import/").status_code == 403
    assert sent(client, b"{}", "x.json").status_code == 403


def test_the_file_of_another_program_with_the_right_name() -> None:
    document = BytesIO(bombs.a_document()).getvalue()

    assert "not a workbook" in text_of(sent(client_of("template_admin"), document))
