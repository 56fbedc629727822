"""Has a worker connect anew when messages hold places that nobody works in."""

from typing import Any

from celery import bootsteps
from celery.worker import state

PAUSE = 10.0


class PlaceWatch(bootsteps.StartStopStep):
    """A step of the worker that looks for lost places while the worker is connected.

    A broker that fails just when a task ends leaves its message unacknowledged, and the message keeps its
    place. Once all places are lost that way the worker asks for nothing more, and never finds out that it
    should connect again: it lives, and does nothing.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.timer: Any = None
        self.lost_before = False

    def start(self, parent: Any) -> None:
        """Look again and again."""
        self.lost_before = False
        self.timer = parent.timer.call_repeatedly(PAUSE, self.look, (parent,))

    def stop(self, parent: Any) -> None:  # noqa: ARG002 Celery hands it over
        """Stop looking; the next connection begins with empty places."""
        if self.timer:
            self.timer.cancel()
            self.timer = None

    def look(self, consumer: Any) -> None:
        """Raise what the worker takes for a lost connection, once places were lost twice in a row."""
        lost = places_taken(consumer.task_consumer.channel.qos) > len(state.reserved_requests)
        if lost and self.lost_before:
            raise ConnectionError("Messages hold places that nobody works in.")
        self.lost_before = lost


def places_taken(qos: Any) -> int:
    """How many messages were delivered and not acknowledged; kombu counts them, and shows nobody."""
    return len(qos._delivered) - len(qos._dirty)
