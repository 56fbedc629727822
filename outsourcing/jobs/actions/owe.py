"""Owes a piece of work in the transaction that makes it necessary."""

from datetime import datetime
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
    if not _want_more(task, key, now):
        # Somebody else may add the row at the same moment: whoever was first, both then raise it.
        fresh = OwedWork(task=task, key=key, wanted_version=0, owed_since=now)
        OwedWork.objects.bulk_create([fresh], ignore_conflicts=True)
        _want_more(task, key, now)
    transaction.on_commit(partial(bell.ring_in_passing, task, key), robust=True)


def _want_more(task: str, key: str, now: datetime) -> bool:
    settled = When(state__in=[WorkState.DONE, WorkState.FAILED], then=Value(now))
    leased = When(state=WorkState.LEASED, then=Value(WorkState.LEASED))
    raised = OwedWork.objects.filter(task=task, key=key).update(
        wanted_version=F("wanted_version") + 1,
        attempts=0,
        owed_since=Case(settled, default=F("owed_since")),
        state=Case(leased, default=Value(WorkState.QUEUED)),
    )
    return raised > 0
