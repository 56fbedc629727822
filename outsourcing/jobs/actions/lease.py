"""Claims work by one conditional update, so that two workers with one message do it once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from outsourcing.jobs.models import OwedWork, WorkState


@dataclass(frozen=True)
class Claim:
    """A lease on one piece of work: what was wanted when it was taken, and the token that proves it."""

    id: int
    task: str
    key: str
    version: int
    token: str


@transaction.atomic
def claim(*, task: str, key: str | None, limit: int, now: datetime) -> Sequence[Claim]:
    """Lease the named piece and, while room is left, others of its kind that wait; oldest first.

    Free is what is queued, or leased to a worker whose time ran out, with attempts left. Who loses the race
    for a row simply does not get it. What was tried before is taken alone, so that a piece that kills its
    worker never takes others with it.
    """
    ids = _choose(claimable(now).filter(task=task), key, limit)
    token = secrets.token_hex(16)
    claimable(now).filter(id__in=ids).update(
        state=WorkState.LEASED,
        attempts=F("attempts") + 1,
        lease_until=now + settings.OWED_WORK_LEASE,
        token=token,
    )
    leased = OwedWork.objects.filter(id__in=ids, token=token).order_by("owed_since", "id")
    return [Claim(row.id, row.task, row.key, row.wanted_version, token) for row in leased]


def _choose(free: QuerySet[OwedWork], key: str | None, limit: int) -> list[int]:
    named = _unlocked(free.filter(key=key)).values_list("id", "attempts").first() if key else None
    if named and named[1]:
        return [named[0]]
    chosen = [named[0]] if named else []
    others = _unlocked(free.filter(attempts=0).exclude(id__in=chosen)).order_by("owed_since", "id")
    return [*chosen, *others.values_list("id", flat=True)[: limit - len(chosen)]]


def _unlocked(rows: QuerySet[OwedWork]) -> QuerySet[OwedWork]:
    # Passing by rows that others hold keeps workers and savers from waiting for each other in a circle.
    skips = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=True) if skips else rows


def claimable(now: datetime) -> QuerySet[OwedWork]:
    """What a worker may take up at this moment."""
    expired = Q(state=WorkState.LEASED, lease_until__lt=now)
    return OwedWork.objects.filter(
        Q(state=WorkState.QUEUED) | expired,
        attempts__lt=settings.OWED_WORK_ATTEMPTS,
    )


def finish(*, claimed: Sequence[Claim], now: datetime) -> Sequence[str]:
    """Mark the claims as done and say for which keys more is wanted meanwhile; a lost lease is left alone."""
    together = _finish_free(claimed, now)
    # A row that somebody holds must not hold up the others: it is waited for by itself, after them.
    held = [each for each in claimed if each.id not in together]
    finished = [*together, *(each.id for each in held if _finish_these(_leased([each]), each.version, now))]
    more = OwedWork.objects.filter(id__in=finished, state=WorkState.QUEUED).order_by("owed_since", "id")
    return list(more.values_list("key", flat=True))


@transaction.atomic
def _finish_free(claimed: Sequence[Claim], now: datetime) -> frozenset[int]:
    free = frozenset(_unlocked(_leased(claimed)).order_by("id").values_list("id", flat=True))
    by_version: dict[int, list[Claim]] = {}
    for each in claimed:
        if each.id in free:
            by_version.setdefault(each.version, []).append(each)
    for version, alike in by_version.items():
        _finish_these(_leased(alike), version, now)
    return free


def _leased(claimed: Sequence[Claim]) -> QuerySet[OwedWork]:
    # A slow worker that was given up as lost on its last attempt still brings its result home.
    states = [WorkState.LEASED, WorkState.FAILED]
    tokens = {each.token for each in claimed}
    return OwedWork.objects.filter(id__in=[each.id for each in claimed], token__in=tokens, state__in=states)


def _finish_these(leased: QuerySet[OwedWork], version: int, now: datetime) -> bool:
    wanted_more = When(wanted_version__gt=version, then=Value(WorkState.QUEUED))
    since = When(wanted_version__gt=version, then=Value(now))
    finished = leased.update(
        state=Case(wanted_more, default=Value(WorkState.DONE)),
        done_version=version,
        attempts=0,
        lease_until=None,
        last_error="",
        finished_at=now,
        owed_since=Case(since, default=F("owed_since")),
    )
    return finished > 0


def fail(*, failed: Claim, reason: str) -> None:
    """Give a claim back after a failure; what has no attempts left is failed and waits for a person."""
    OwedWork.objects.filter(id=failed.id, token=failed.token, state=WorkState.LEASED).update(
        state=Case(
            When(attempts__gte=settings.OWED_WORK_ATTEMPTS, then=Value(WorkState.FAILED)),
            default=Value(WorkState.QUEUED),
        ),
        lease_until=None,
        last_error=reason[:2_000],
    )
