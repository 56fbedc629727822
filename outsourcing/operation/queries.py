"""Reads for whoever watches: how much is owed, for how long, and whether beat and the trail go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from outsourcing.actors import SYSTEM
from outsourcing.audit.queries import chain_state
from outsourcing.jobs.models import Heartbeat, WorkState
from outsourcing.jobs.queries import STILL_OWED, readiness, visible_work


@dataclass(frozen=True)
class Readings:
    """One reading of all gauges."""

    owed: Mapping[tuple[str, str], int]
    oldest_seconds: float
    last_finished: Mapping[str, datetime]
    silent_seconds: Mapping[str, float]
    chained: int
    unchained: int
    is_ready: bool


def readings(now: datetime) -> Readings:
    """Read everything, in six queries whatever the number of rows."""
    work = visible_work(SYSTEM).order_by()
    counts = work.values_list("task", "state").annotate(number=Count("pk"))
    oldest = work.filter(state__in=STILL_OWED).aggregate(since=Min("owed_since"))["since"]
    finished = work.exclude(finished_at=None).values_list("task").annotate(at=Max("finished_at"))
    chain = chain_state()
    return Readings(
        owed=_with_zeros({(task, state): number for task, state, number in counts}),
        oldest_seconds=(now - oldest).total_seconds() if oldest else 0.0,
        last_finished=dict(finished),
        silent_seconds={
            name: (now - at).total_seconds() for name, at in Heartbeat.objects.values_list("name", "at")
        },
        chained=chain.position,
        unchained=chain.tail,
        is_ready=readiness(now).is_ready,
    )


def _with_zeros(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """A state that holds nothing says so: alarms cannot watch what is absent."""
    tasks = {task for task, _ in counts}
    return {
        (task, state): counts.get((task, state), 0) for task in sorted(tasks) for state in WorkState.values
    }
