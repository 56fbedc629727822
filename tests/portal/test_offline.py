"""A contact takes the questions out as a workbook and brings them back; nothing internal is in it."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.domain.questionnaire import Side
from assessments.models import Answer
from outsourcing.actors import ActorKind
from outsourcing.workbooks.reading import read_workbook
from tests.assessments import factories
from tests.assessments.editor.test_spoilt_workbooks import put
from tests.assessments.editor.test_workbooks import Cells, book_of, cells
from tests.assessments.pages.places import text_of
from tests.portal.world import RATING_NOTE, SENTENCE, WEIGHT, Asked, asked, inside

pytestmark = pytest.mark.django_db


def brought(client: Client, of: Asked, book: Cells) -> Any:
    return client.post(f"{of.page}offline/", {"file": SimpleUploadedFile("filled.xlsx", book_of(book))})


def taken(client: Client, of: Asked) -> Cells:
    return cells(client.get(f"{of.page}offline/workbook/").content)


def test_filled_offline_and_saved_as_the_contact() -> None:
    of = asked()
    client = inside(of)
    book = taken(client, of)
    put(book, "Answers", 4, "Answer", "Yes")
    put(book, "Answers", 5, "Answer", "We train our own.")

    preview = brought(client, of, book)
    kept = re.search(r'name="kept" value="([^"]+)"', preview.content.decode())
    assert kept
    page = client.post(f"{of.page}offline/", {"kept": kept[1]}, follow=True)

    assert "2 answers are saved." in text_of(page)
    assert page.redirect_chain == [(of.page, 302)]
    answer = Answer.objects.get(question__key="bench")
    assert (answer.value, answer.saved_by_kind) == ("yes", ActorKind.CONTACT)


def test_nothing_internal_is_in_the_workbook() -> None:
    of = asked()
    factories.answered(factories.response_of(of.assessment), "rated", 2, note=RATING_NOTE)

    content = inside(of).get(f"{of.page}offline/workbook/").content

    said = str([row.values for sheet in read_workbook(BytesIO(content)) for row in sheet.rows])
    for canary in (SENTENCE, RATING_NOTE, str(WEIGHT), "rated", of.lead.name, "knock"):
        assert canary not in said


def test_who_saved_meanwhile_inside_is_not_named() -> None:
    of = asked()
    client = inside(of)
    book = taken(client, of)
    put(book, "Answers", 4, "Answer", "Yes")
    response = factories.response_of(of.assessment, Side.PROVIDER)
    factories.answered(response, "bench", "no", by=of.lead.as_actor())

    page = text_of(brought(client, of, book))

    assert "1 answer was changed meanwhile" in page
    assert "whoever asks you" in page
    assert of.lead.name not in re.sub(r"<[^>]+>", "", page.partition("changed meanwhile")[2])


def test_the_workbook_of_another_provider_is_refused() -> None:
    other = asked("Ravi Menon")
    book = taken(inside(other), other)
    of = asked()
    client = inside(of)

    reply = brought(client, of, book)

    assert reply.status_code == 422
    assert "belongs to another questionnaire" in text_of(reply)
    assert client.get(f"{other.page}offline/workbook/").status_code == 404
