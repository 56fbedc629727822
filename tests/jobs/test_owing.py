"""Owing work: one row for each thing, more wanted when owed again, a ring only once it is safe."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from outsourcing.jobs.actions import claim, fail, finish, owe
from outsourcing.jobs.models import OwedWork, WorkState
from tests.jobs.bells import NotingBell

TASK = "tests.compute"


@pytest.mark.django_db
def test_owing_adds_one_waiting_row() -> None:
    owe(TASK, "7")

    row = OwedWork.objects.get()
    assert (row.task, row.key, row.state) == (TASK, "7", WorkState.QUEUED)
    assert (row.wanted_version, row.done_version, row.attempts) == (1, 0, 0)


@pytest.mark.django_db
def test_owing_again_raises_what_is_wanted_and_adds_no_row() -> None:
    owe(TASK, "7")
    since = OwedWork.objects.get().owed_since
    owe(TASK, "7")

    row = OwedWork.objects.get()
    assert row.wanted_version == 2
    assert row.owed_since == since


@pytest.mark.django_db
def test_other_things_have_rows_of_their_own() -> None:
    owe(TASK, "7")
    owe(TASK, "8")
    owe("tests.other", "7")

    assert OwedWork.objects.count() == 3


@pytest.mark.django_db
def test_a_row_that_somebody_else_adds_first_is_raised_too(monkeypatch: pytest.MonkeyPatch) -> None:
    add = OwedWork.objects.bulk_create

    def add_after_somebody_else(rows: list[OwedWork], **options: Any) -> list[OwedWork]:
        OwedWork.objects.create(task=TASK, key="7", owed_since=timezone.now())
        return add(rows, **options)

    monkeypatch.setattr(OwedWork.objects, "bulk_create", add_after_somebody_else)
    owe(TASK, "7")

    assert OwedWork.objects.get().wanted_version == 2


@pytest.mark.django_db
def test_new_input_revives_what_failed() -> None:
    owe(TASK, "7")
    OwedWork.objects.update(state=WorkState.FAILED, attempts=5, last_error="ValueError: no")

    owe(TASK, "7")

    row = OwedWork.objects.get()
    assert (row.state, row.attempts, row.wanted_version) == (WorkState.QUEUED, 0, 2)


@pytest.mark.django_db
def test_new_input_resets_the_attempts_of_what_is_being_done() -> None:
    owe(TASK, "7")
    OwedWork.objects.update(attempts=4)
    [taken] = claim(task=TASK, key="7", limit=1, now=timezone.now())

    owe(TASK, "7")
    fail(failed=taken, reason="ValueError: no")

    row = OwedWork.objects.get()
    assert (row.state, row.attempts) == (WorkState.QUEUED, 0)


@pytest.mark.django_db
def test_what_was_done_is_owed_again_from_now_on() -> None:
    owe(TASK, "7")
    before = OwedWork.objects.get().owed_since
    finish(claimed=claim(task=TASK, key="7", limit=1, now=timezone.now()), now=timezone.now())

    owe(TASK, "7")

    row = OwedWork.objects.get()
    assert (row.state, row.wanted_version, row.done_version) == (WorkState.QUEUED, 2, 1)
    assert row.owed_since > before


@pytest.mark.django_db(transaction=True)
def test_owing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        owe(TASK, "7")

    assert not OwedWork.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_the_commit_and_not_before(noting_bell: NotingBell) -> None:
    with transaction.atomic():
        owe(TASK, "7")
        assert noting_bell.rung == []

    assert noting_bell.rung == [(TASK, "7")]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_neither_owed_nor_rung(noting_bell: NotingBell) -> None:
    with transaction.atomic():
        owe(TASK, "7")
        transaction.set_rollback(True)

    assert not OwedWork.objects.exists()
    assert noting_bell.rung == []


@pytest.mark.django_db(transaction=True)
def test_a_broken_bell_hurts_nobody_and_is_left_alone(noting_bell: NotingBell) -> None:
    noting_bell.broken = True
    for key in ("7", "8", "9"):
        with transaction.atomic():
            owe(TASK, key)

    assert OwedWork.objects.filter(state=WorkState.QUEUED).count() == 3
    assert noting_bell.tries == 1


@pytest.mark.django_db
def test_the_database_refuses_more_done_than_wanted() -> None:
    owe(TASK, "7")

    with pytest.raises(IntegrityError), transaction.atomic():
        OwedWork.objects.update(done_version=2)
