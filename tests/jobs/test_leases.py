"""Claiming, finishing and failing: one worker at a time, lost leases count for nothing, five tries."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from outsourcing.jobs.actions import Claim, claim, fail, finish, owe
from outsourcing.jobs.models import OwedWork, WorkState
from tests.services.waiting import eventually

TASK = "tests.compute"
NOW = timezone.now()
LATER = NOW + settings.OWED_WORK_LEASE + timedelta(seconds=1)


def take(key: str = "7", limit: int = 1, now: datetime = NOW) -> list[Claim]:
    return list(claim(task=TASK, key=key or None, limit=limit, now=now))


def row(key: str = "7") -> OwedWork:
    return OwedWork.objects.get(task=TASK, key=key)


@pytest.mark.django_db
def test_a_claim_leases_the_row_and_counts_the_try() -> None:
    owe(TASK, "7")

    [taken] = take()

    assert (taken.key, taken.version) == ("7", 1)
    assert (row().state, row().attempts, row().token) == (WorkState.LEASED, 1, taken.token)
    assert row().lease_until == NOW + settings.OWED_WORK_LEASE


@pytest.mark.django_db
def test_a_second_message_finds_nothing_to_do() -> None:
    owe(TASK, "7")
    take()

    assert take() == []


@pytest.mark.django_db
def test_an_expired_lease_is_free_again() -> None:
    owe(TASK, "7")
    [lost] = take()

    [taken] = take(now=LATER)

    assert taken.token != lost.token
    assert row().attempts == 2


@pytest.mark.django_db
def test_the_finish_of_a_lost_lease_is_ignored() -> None:
    owe(TASK, "7")
    [lost] = take()
    [taken] = take(now=LATER)

    finish(claimed=[lost], now=LATER)
    assert row().state == WorkState.LEASED

    finish(claimed=[taken], now=LATER)
    assert (row().state, row().done_version, row().attempts) == (WorkState.DONE, 1, 0)


@pytest.mark.django_db
def test_the_failure_of_a_lost_lease_is_ignored() -> None:
    owe(TASK, "7")
    [lost] = take()
    take(now=LATER)

    fail(failed=lost, reason="ValueError: no")

    assert (row().state, row().last_error) == (WorkState.LEASED, "")


@pytest.mark.django_db
def test_a_late_finish_counts_while_nobody_else_has_taken_the_row() -> None:
    owe(TASK, "7")
    [slow] = take()
    OwedWork.objects.update(state=WorkState.FAILED, lease_until=None)

    finish(claimed=[slow], now=LATER)

    assert row().state == WorkState.DONE


@pytest.mark.django_db
def test_what_is_wanted_meanwhile_stays_queued_and_is_named() -> None:
    owe(TASK, "7")
    [taken] = take()
    owe(TASK, "7")

    assert finish(claimed=[taken], now=LATER) == ["7"]

    assert (row().state, row().done_version, row().wanted_version) == (WorkState.QUEUED, 1, 2)
    assert (row().attempts, row().owed_since) == (0, LATER)


@pytest.mark.django_db
def test_the_fifth_failure_is_final_and_keeps_its_reason() -> None:
    owe(TASK, "7")
    for number in range(1, 6):
        [taken] = take()
        fail(failed=taken, reason=f"ValueError: try {number}")

    assert (row().state, row().last_error, row().attempts) == (WorkState.FAILED, "ValueError: try 5", 5)
    assert take() == []


@pytest.mark.django_db
def test_success_wipes_the_failures_before_it() -> None:
    owe(TASK, "7")
    fail(failed=take()[0], reason="ValueError: no")

    finish(claimed=take(), now=NOW)

    assert (row().state, row().attempts, row().last_error) == (WorkState.DONE, 0, "")


@pytest.mark.django_db
def test_a_batch_takes_the_named_row_and_the_oldest_others() -> None:
    for key in ("1", "2", "3", "4"):
        owe(TASK, key)
    owe("tests.other", "1")

    assert {each.key for each in take("4", limit=3)} == {"4", "1", "2"}


@pytest.mark.django_db
def test_a_batch_without_a_named_row_takes_what_waits() -> None:
    owe(TASK, "1")

    assert [each.key for each in take("", limit=3)] == ["1"]
    assert take("", limit=3) == []


@pytest.mark.django_db
def test_a_batch_is_finished_together_each_at_what_was_wanted_of_it(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for key in "123456":
        owe(TASK, key)
    owe(TASK, "6")
    claimed = take("", limit=6)
    owe(TASK, "2")
    lost = OwedWork.objects.filter(task=TASK, key="3").update(token="somebody else")

    with django_assert_max_num_queries(8):
        again = finish(claimed=claimed, now=LATER)

    assert lost == 1
    assert again == ["2"]
    assert [row(key).state for key in "123456"] == ["done", "queued", "leased", "done", "done", "done"]
    assert [row(key).done_version for key in "126"] == [1, 1, 2]


@pytest.mark.skipif("sqlite" in connection.vendor, reason="there nobody holds a single row")
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_is_finished_after_the_others() -> None:
    with transaction.atomic():
        owe(TASK, "1")
        owe(TASK, "2")
    claimed = take("", limit=2)
    held, others_are_done = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                OwedWork.objects.select_for_update().get(task=TASK, key="1")
                held.set()
                eventually(lambda: row("2").state == WorkState.DONE, seconds=10, what="the other's end")
                others_are_done.set()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        held.wait(10)
        finish(claimed=claimed, now=LATER)
        holding.result()

    assert others_are_done.is_set()
    assert [row("1").state, row("2").state] == ["done", "done"]


@pytest.mark.django_db
def test_what_was_tried_before_is_taken_alone() -> None:
    for key in ("1", "2", "3"):
        owe(TASK, key)
    OwedWork.objects.filter(key="1").update(attempts=1)

    assert [each.key for each in take("1", limit=3)] == ["1"]
    assert {each.key for each in take("2", limit=3)} == {"2", "3"}


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_with_one_message_one_gets_the_work() -> None:
    with transaction.atomic():
        owe(TASK, "7")
    start = Barrier(6)

    def race(_number: int) -> int:
        try:
            start.wait(timeout=10)
            return len(take())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        wins = list(pool.map(race, range(6)))

    assert sorted(wins) == [0, 0, 0, 0, 0, 1]
    assert row().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_owe_the_same_at_once_raise_one_row() -> None:
    start = Barrier(6)

    def race(_number: int) -> None:
        try:
            start.wait(timeout=10)
            with transaction.atomic():
                owe(TASK, "7")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(race, range(6)))

    assert row().wanted_version == 6
