"""Reads of owed work: the page's rows, and whether all is well."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, F, QuerySet, Value, When

from outsourcing.actors import Actor, Permission
from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState

OWED_TOO_LONG = timedelta(minutes=5)
SILENT_TOO_LONG = timedelta(minutes=5)
STILL_OWED = (WorkState.QUEUED, WorkState.LEASED)


@dataclass(frozen=True)
class Readiness:
    """Whether owed work flows, and what is wrong where it does not."""

    faults: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """No fault found."""
        return not self.faults


@dataclass(frozen=True)
class BeatState:
    """Beat's last sign of life, and whether it has been silent for too long."""

    at: datetime | None
    is_silent: bool


def visible_work(actor: Actor) -> QuerySet[OwedWork]:
    """Owed work that this actor looks after: failed first, then what waits longest, then the latest done."""
    if not actor.may(Permission.MANAGE_OWED_WORK):
        return OwedWork.objects.none()
    rank = Case(
        When(state=WorkState.FAILED, then=Value(0)),
        When(state=WorkState.DONE, then=Value(2)),
        default=Value(1),
    )
    waiting = Case(When(state=WorkState.DONE, then=Value(None)), default=F("owed_since"))
    return OwedWork.objects.order_by(rank, waiting, F("finished_at").desc(nulls_last=True), "-id")


def failed_count(actor: Actor) -> int:
    """How many pieces of work wait for this actor's decision."""
    return visible_work(actor).filter(state=WorkState.FAILED).count()


def kinds_of_work(actor: Actor) -> list[str]:
    """The kinds that were ever owed."""
    return list(visible_work(actor).order_by("task").values_list("task", flat=True).distinct())


def beat_state(now: datetime) -> BeatState:
    """When beat was heard last."""
    at = Heartbeat.objects.filter(name="sweep").values_list("at", flat=True).first()
    return BeatState(at=at, is_silent=at is None or now - at > SILENT_TOO_LONG)


def readiness(now: datetime) -> Readiness:
    """Red when something has been owed for too long, or beat is silent."""
    faults = []
    waiting = OwedWork.objects.filter(state__in=STILL_OWED).order_by("owed_since")
    oldest = waiting.values_list("owed_since", flat=True).first()
    if oldest and now - oldest > OWED_TOO_LONG:
        faults.append(f"Work has been owed since {oldest:%Y-%m-%d %H:%M} UTC.")
    beat = beat_state(now)
    if beat.at is None:
        faults.append("Beat has given no sign of life yet.")
    elif beat.is_silent:
        faults.append(f"Beat has been silent since {beat.at:%Y-%m-%d %H:%M} UTC.")
    return Readiness(faults=tuple(faults))
