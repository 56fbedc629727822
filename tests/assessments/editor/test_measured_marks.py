"""A template admin says which figure of a roster answers a question."""

from html import unescape

import pytest
from django.test import Client

from assessments.models import Question, VersionState
from tests.assessments.editor.drafts import draft
from tests.assessments.editor.sending import fields_of, sent
from tests.assessments.factories import question, section
from tests.assessments.pages.places import text_of
from tests.people import client_of

pytestmark = pytest.mark.django_db

PERCENTAGE = {"type": "percentage", "points": [{"x": 8, "value": 1}, {"x": 30, "value": 0}]}
ADDRESS = "/templates/people/edit/questions/left/"


@pytest.fixture
def admin() -> Client:
    """A template admin's browser."""
    return client_of("template_admin")


def flags() -> list[str]:
    """The marks of the question as the draft stores it."""
    return list(Question.objects.get(version__state=VersionState.DRAFT, key="left").flags)


def test_a_share_may_be_answered_by_what_a_roster_says_of_leaving(admin: Client) -> None:
    draft(section("s", question("left", PERCENTAGE)), key="people")
    page = admin.get(ADDRESS)

    assert "Roster: voluntary leavers of the last 12 months, functions in scope" in text_of(page)
    assert "Roster: median length of service" not in text_of(page)
    reply = admin.post(ADDRESS, {**fields_of(page), "measured_by": "roster.voluntary_year"})

    assert reply.status_code == 302, unescape(text_of(reply))
    assert flags() == ["measured_by:roster.voluntary_year"]


def test_it_can_be_taken_back_and_other_marks_stay(admin: Client) -> None:
    marks = ["measured_by:roster.voluntary_year", "proof_required"]
    draft(section("s", question("left", PERCENTAGE, flags=marks)), key="people")

    admin.post(ADDRESS, {**fields_of(admin.get(ADDRESS)), "measured_by": ""})

    assert flags() == ["proof_required"]


def test_another_kind_of_answer_loses_what_does_not_fit_it(admin: Client) -> None:
    marked = question("left", PERCENTAGE, flags=["measured_by:roster.voluntary_year"])
    of = draft(section("s", marked), key="people")

    reply = admin.post(ADDRESS, sent(of, "left", type="scale"))

    assert reply.status_code == 302, unescape(text_of(reply))
    assert flags() == []


@pytest.mark.parametrize("chosen", ["roster.median_service", "roster.nothing", "x"])
def test_a_figure_that_does_not_fit_is_refused(admin: Client, chosen: str) -> None:
    draft(section("s", question("left", PERCENTAGE)), key="people")

    reply = admin.post(ADDRESS, {**fields_of(admin.get(ADDRESS)), "measured_by": chosen})

    assert reply.status_code == 422
    assert flags() == []


def test_a_scale_is_answered_by_people_alone(admin: Client) -> None:
    draft(section("s", question("left")), key="people")

    assert "Answered by the provider's roster too" not in unescape(text_of(admin.get(ADDRESS)))
