"""Reads of owed work: the page's rows, and whether all is well."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from outsourcing.actors import Actor, Permission
from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState

OWED_TOO_LONG = timedelta(minutes=5)
SILENT_TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class Readiness:
    """Whether owed work flows, and what is wrong where it does not."""

    faults: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """No fault found."""
        return not self.faults


def visible_work(actor: Actor) -> QuerySet[OwedWork]:
    """Owed work that this actor looks after: failed first, then what waits longest, then the latest done."""
    work = OwedWork.objects.all()
    return work if actor.may(Permission.MANAGE_OWED_WORK) else work.none()


def readiness(now: datetime) -> Readiness:
    """Red when something has been owed for too long, or beat is silent."""
    faults = []
    oldest = (
        OwedWork.objects.filter(state__in=[WorkState.QUEUED, WorkState.LEASED])
        .order_by("owed_since")
        .values_list("owed_since", flat=True)
        .first()
    )
    if oldest and now - oldest > OWED_TOO_LONG:
        faults.append(f"Work has been owed since {oldest:%Y-%m-%d %H:%M} UTC.")
    beat = Heartbeat.objects.filter(name="sweep").values_list("at", flat=True).first()
    if beat and now - beat > SILENT_TOO_LONG:
        faults.append(f"Beat has been silent since {beat:%Y-%m-%d %H:%M} UTC.")
    return Readiness(faults=tuple(faults))
