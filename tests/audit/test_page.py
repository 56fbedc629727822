"""The page of the trail: events in words, filters in the address, closed to those without the right."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from outsourcing.audit.actions import chain_events
from outsourcing.audit.models import AuditEvent
from outsourcing.audit.phrases import noun_of, phrase_of, register_phrases
from tests.audit.events import happened
from tests.people import actor, client_of

PAGE = "/trail/"

pytestmark = pytest.mark.django_db


def test_the_page_tells_who_did_what_newest_first() -> None:
    happened("role.changed", by=actor(name="Marieke Kuiper"), sha256="ab" * 32)
    happened("owed_work.retried", by=actor(name="Jan Okafor"))

    page = client_of("auditor").get(PAGE)

    assert [event.actor_name for event in page.context["page"]] == ["Jan Okafor", "Marieke Kuiper"]
    assert b"asked to try owed work again" in page.content
    assert b"ababababab" in page.content


def test_the_page_shows_how_far_the_chain_reaches() -> None:
    happened()
    happened()
    chain_events()
    happened()

    page = client_of("auditor").get(PAGE)

    assert b"Chained up to event 2" in page.content
    assert b"One waits for the next round." in page.content


def test_the_page_marks_an_event_that_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    happened()
    chain_events()
    assert b"does not hold" not in client_of("auditor").get(PAGE).content

    monkeypatch.setattr(AuditEvent, "holds", False)

    assert b"does not hold" in client_of("auditor").get(PAGE).content


def test_an_empty_trail_says_what_belongs_there() -> None:
    assert b"Nothing has happened yet" in client_of("auditor").get(PAGE).content


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"action": "role.changed"}, {"role.changed"}),
        ({"person": "okafor"}, {"role.removed"}),
        ({"object_type": "accounts.role"}, {"role.changed", "role.removed"}),
        ({"since": "today"}, {"role.changed", "role.removed"}),
        ({"since": "tomorrow"}, set()),
        ({"until": "yesterday"}, set()),
        ({"action": "role.changed", "person": "okafor"}, set()),
    ],
)
def test_the_filters_live_in_the_address(query: dict[str, str], expected: set[str]) -> None:
    happened("role.changed", by=actor(name="Marieke Kuiper"))
    happened("role.removed", by=actor(name="Jan Okafor"))
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}
    today = timezone.localdate()
    asked: dict[str, str] = {
        name: str(today + timedelta(days=days[value])) if value in days else value
        for name, value in query.items()
    }

    page = client_of("auditor").get(PAGE, asked)

    assert {event.action for event in page.context["page"]} == expected


def test_a_filter_that_cannot_be_read_is_said_and_left_out() -> None:
    happened()

    page = client_of("auditor").get(PAGE, {"since": "the other day"})

    assert page.status_code == 200
    assert b"One filter could not be read." in page.content


def test_long_trails_have_pages_that_keep_the_filter() -> None:
    for _number in range(51):
        happened()

    page = client_of("auditor").get(PAGE, {"action": "role.changed", "page": "2"})

    assert len(page.context["page"]) == 1
    assert b"?action=role.changed&amp;page=1" in page.content


@pytest.mark.parametrize("role", ["procurement_lead", "executive", "template_admin", "evaluator"])
def test_the_page_is_closed_to_other_roles(role: str) -> None:
    assert client_of(role).get(PAGE).status_code == 403


def test_the_page_asks_the_database_as_often_for_three_events_as_for_one(
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of("auditor")
    happened()
    with django_assert_max_num_queries(20) as one:
        client.get(PAGE)
    happened()
    happened()

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(PAGE)


def test_names_are_text_on_the_page() -> None:
    happened(by=actor(name="<script>alert(1)</script>"))

    assert b"<script>alert(1)" not in client_of("auditor").get(PAGE).content


def test_an_action_that_nobody_described_is_read_out() -> None:
    assert phrase_of("score_card.was_made") == "score card: was made"


def test_two_phrases_for_one_action_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two different phrases"):
        register_phrases({"owed_work.retried": "did something else"})


def test_kinds_of_objects_are_called_by_their_name() -> None:
    assert noun_of("accounts.role") == "role"
    assert noun_of("gone.thing") == "gone.thing"
    assert noun_of("nonsense") == "nonsense"
