"""Readings in the text format of Prometheus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outsourcing.operation.queries import Readings

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gauge:
    """One measure with its values by labels."""

    name: str
    meaning: str
    values: Mapping[Labels, float]

    def lines(self) -> Iterable[str]:
        """Meaning, kind, and a line for each value."""
        yield f"# HELP {self.name} {self.meaning}"
        yield f"# TYPE {self.name} gauge"
        for labels, value in self.values.items():
            yield f"{self.name}{_said(labels)} {float(value)!r}"


def exposition(read: Readings, queues: Mapping[str, int] | None, version: str) -> str:
    """The whole page."""
    gauges = [
        *_of_work(read),
        *_of_the_trail(read),
        *_of_celery(queues),
        _one("parity_ready", "1 while /readyz is green.", read.is_ready),
        Gauge("parity_build_info", "Which version answers.", {(("version", version),): 1}),
    ]
    return "\n".join(line for gauge in gauges for line in gauge.lines()) + "\n"


def _of_work(read: Readings) -> list[Gauge]:
    return [
        Gauge(
            "parity_owed_work",
            "Pieces of owed work by task and state.",
            {(("task", task), ("state", state)): number for (task, state), number in read.owed.items()},
        ),
        _one("parity_owed_work_oldest_seconds", "Age of what has been owed longest.", read.oldest_seconds),
        _one(
            "parity_owed_work_failed",
            "Pieces that used up their attempts and wait for a person.",
            sum(number for (_, state), number in read.owed.items() if state == "failed"),
        ),
        Gauge(
            "parity_owed_work_last_finished_timestamp_seconds",
            "When a worker last finished work of this task.",
            {(("task", task),): at.timestamp() for task, at in read.last_finished.items()},
        ),
        Gauge(
            "parity_heartbeat_age_seconds",
            "Time since a regular job ran; it needs beat, Redis and a worker.",
            {(("job", name),): age for name, age in read.silent_seconds.items()},
        ),
    ]


def _of_the_trail(read: Readings) -> list[Gauge]:
    return [
        _one("parity_trail_chained_events", "Events in the chain of the trail.", read.chained),
        _one("parity_trail_waiting_events", "Events that wait to be chained.", read.unchained),
    ]


def _of_celery(queues: Mapping[str, int] | None) -> list[Gauge]:
    up = _one("parity_redis_up", "1 while Redis answers.", queues is not None)
    waiting: dict[Labels, float] = {(("queue", queue),): number for queue, number in (queues or {}).items()}
    return [up, Gauge("parity_celery_queue_messages", "Messages that wait for a worker.", waiting)]


def _one(name: str, meaning: str, value: float) -> Gauge:
    return Gauge(name, meaning, {(): float(value)})


def _said(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
