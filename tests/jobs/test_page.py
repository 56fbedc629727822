"""The page of owed work: failed first, with its reason and a button; closed to others."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState
from outsourcing.jobs.views.entries import failed_badge
from tests.people import actor, client_of

NOW = timezone.now()
PAGE = "/owed-work/"

pytestmark = pytest.mark.django_db


def owed(key: str, **fields: object) -> OwedWork:
    return OwedWork.objects.create(**{"task": "tests.compute", "key": key, "owed_since": NOW, **fields})


def failed(key: str = "7") -> OwedWork:
    return owed(key, state=WorkState.FAILED, attempts=5, last_error="ValueError: no such thing")


def test_the_page_shows_failed_work_first_with_its_reason() -> None:
    owed("done", state=WorkState.DONE, finished_at=NOW)
    owed("waits-longer", owed_since=NOW - timedelta(hours=1))
    owed("waits")
    failed("broken")

    page = client_of("administrator").get(PAGE)

    assert [work.key for work in page.context["page"]] == ["broken", "waits-longer", "waits", "done"]
    assert b"ValueError: no such thing" in page.content
    assert b"One computation failed and waits for you" in page.content


def test_an_empty_page_says_what_belongs_there() -> None:
    page = client_of("administrator").get(PAGE)

    assert b"Nothing has been owed yet" in page.content
    assert b"No worker has been heard yet." in page.content


def test_the_page_says_when_beat_is_silent() -> None:
    Heartbeat.objects.create(name="sweep", at=NOW - timedelta(hours=1))

    page = client_of("administrator").get(PAGE)

    assert b"The workers&#x27; clock is silent." in page.content or b"clock is silent" in page.content


def test_the_filters_live_in_the_address() -> None:
    failed("broken")
    owed("waits")
    owed("other", task="tests.other")

    page = client_of("administrator").get(PAGE, {"state": "queued", "task": "tests.compute"})

    assert [work.key for work in page.context["page"]] == ["waits"]


def test_the_button_takes_failed_work_up_again() -> None:
    work = failed()

    answer = client_of("administrator").post(reverse("jobs:retry", args=[work.pk]))

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    work.refresh_from_db()
    assert work.state == WorkState.QUEUED


def test_a_second_press_says_that_nothing_is_left_to_do() -> None:
    work = owed("7", state=WorkState.DONE)

    page = client_of("administrator").post(reverse("jobs:retry", args=[work.pk]), follow=True)

    assert b"Nothing to do" in page.content


def test_missing_work_is_not_found() -> None:
    assert client_of("administrator").post(reverse("jobs:retry", args=[99])).status_code == 404


@pytest.mark.parametrize("role", ["procurement_lead", "executive", "auditor", "template_admin", "evaluator"])
def test_the_page_and_its_button_are_closed_to_other_roles(role: str) -> None:
    work = failed()
    client = client_of(role)

    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("jobs:retry", args=[work.pk])).status_code == 403
    work.refresh_from_db()
    assert work.state == WorkState.FAILED


def test_the_badge_counts_failed_work_for_those_who_look_after_it() -> None:
    failed("1")
    failed("2")
    owed("3")

    assert failed_badge(actor("administrator")) == 2
    assert failed_badge(actor("auditor")) == 0


def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one(
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of("administrator")
    failed("1")
    with django_assert_max_num_queries(20) as one:
        client.get(PAGE)
    failed("2")
    failed("3")

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(PAGE)
