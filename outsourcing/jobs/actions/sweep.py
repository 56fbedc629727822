"""Rings again for everything that is still owed, and fails what has used up its attempts."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from outsourcing.jobs import bell
from outsourcing.jobs.actions.lease import claimable
from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState

# Enough to keep every worker busy until the next sweep, too few to fill Redis while none is there.
RINGS_AT_ONCE = 50


def sweep(*, now: datetime, from_beat: bool = False) -> int:
    """Ring for what may be taken up, leave a sign of life, and say how many pieces were rung for."""
    with transaction.atomic():
        _fail_exhausted(now)
        if from_beat:
            Heartbeat.objects.update_or_create(name="sweep", defaults={"at": now})
    owed = list(claimable(now).order_by("owed_since", "id").values_list("task", "key")[:RINGS_AT_ONCE])
    heard = 0
    for task, key in owed:
        if not bell.ring(task, key):
            break
        heard += 1
    return heard


def _fail_exhausted(now: datetime) -> None:
    # A worker that was killed each time never came to say that it failed.
    OwedWork.objects.filter(
        state=WorkState.LEASED,
        lease_until__lt=now,
        attempts__gte=settings.OWED_WORK_ATTEMPTS,
    ).update(
        state=WorkState.FAILED,
        lease_until=None,
        last_error="The worker was lost each time it tried.",
    )
