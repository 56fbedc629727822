"""The database is away while somebody types: the page says so, keeps the text, and saves it by itself."""

import re
from typing import Any, NoReturn

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from assessments.models import Answer
from tests.assessments import factories
from tests.assessments.pages.places import filling
from tests.services.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _gone(**_words: Any) -> NoReturn:
    raise OperationalError("the connection is closed")


def test_what_is_typed_while_the_database_is_away_is_saved_afterwards(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = factories.question("pace"), factories.question("remarks", factories.NOTE, 0)
    place = filling(factories.section("recruiting", *asked))
    page = browse(place.lead, expect=("500", "htmx:"))
    page.goto(place.page)
    remarks = page.get_by_role("group", name="How is remarks?")
    state = remarks.get_by_role("status")

    with monkeypatch.context() as away:
        away.setattr("assessments.actions.save_answer", _gone)
        remarks.get_by_label("Answer").fill("Typed during the outage.")
        expect(state).to_have_text("not saved, retrying")

    expect(state).to_have_text(re.compile(r"^\s*saved \d"))
    assert Answer.objects.get().value == "Typed during the outage."
