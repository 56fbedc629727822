"""Owes a piece of work in the transaction that makes it necessary."""

from functools import partial

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from outsourcing.jobs import bell
from outsourcing.jobs.models import OwedWork, WorkState


def owe(task: str, key: str) -> None:
    """Remember that this kind of work is owed on this thing, and ring once the transaction is safe.

    New input resets the attempts. A row that is being worked on stays leased and is taken up again when the
    worker finds that more is wanted than it did.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Work is owed in the transaction that makes it necessary.")
    now = timezone.now()
    again = OwedWork.objects.filter(task=task, key=key).update(
        wanted_version=F("wanted_version") + 1,
        attempts=0,
        owed_since=Case(
            When(state__in=[WorkState.DONE, WorkState.FAILED], then=Value(now)), default=F("owed_since")
        ),
        state=Case(
            When(state=WorkState.LEASED, then=Value(WorkState.LEASED)), default=Value(WorkState.QUEUED)
        ),
    )
    if not again:
        OwedWork.objects.bulk_create(
            [OwedWork(task=task, key=key, owed_since=now)],
            update_conflicts=True,
            unique_fields=["task", "key"],
            update_fields=["state", "owed_since"],
        )
    transaction.on_commit(partial(bell.ring, task, key), robust=True)
