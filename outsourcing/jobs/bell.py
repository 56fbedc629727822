"""Rings for a worker; a bell that does not answer is left alone for a while and never hurts the ringer."""

import logging
import time
from dataclasses import dataclass
from threading import Thread

from celery import current_app
from django.conf import settings

logger = logging.getLogger(__name__)

SILENCE_AFTER_FAILURE = 30.0


@dataclass
class Breaker:
    """Remembers, for this process, until when ringing is pointless."""

    closed_until: float = 0.0

    @property
    def is_in_doubt(self) -> bool:
        """Whether the bell was silent when it was rung last."""
        return self.closed_until > 0

    def is_open(self, moment: float) -> bool:
        """Whether ringing may be tried at this moment (seconds of a monotonic clock)."""
        return moment >= self.closed_until

    def trip(self, moment: float) -> None:
        """Stop ringing for a while."""
        self.closed_until = moment + SILENCE_AFTER_FAILURE

    def reset(self) -> None:
        """The bell was heard."""
        self.closed_until = 0.0


breaker = Breaker()


def ring(task: str, key: str) -> bool:
    """Tell a worker that this is owed; says whether the bell was heard. The sweep rings again if not."""
    if not settings.OWED_WORK_RINGING or not breaker.is_open(time.monotonic()):
        return False
    return _send(task, key)


def ring_in_passing(task: str, key: str) -> None:
    """The same where a person waits: a bell that was silent is tried by a thread, not by them."""
    if not breaker.is_in_doubt:
        ring(task, key)
    elif settings.OWED_WORK_RINGING and breaker.is_open(time.monotonic()):
        # Whoever comes next passes by, until it is known how this one fares.
        breaker.trip(time.monotonic())
        Thread(target=_send, args=(task, key), daemon=True).start()


def _send(task: str, key: str) -> bool:
    try:
        current_app.send_task(task, args=[key], retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker does, the answer is already saved
        breaker.trip(time.monotonic())
        logger.warning("The bell is silent for %.0f s: %s", SILENCE_AFTER_FAILURE, type(error).__name__)
        return False
    breaker.reset()
    return True
