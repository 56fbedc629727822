"""Rings for a worker; a bell that does not answer is left alone for a while and never hurts the ringer."""

import logging
import time
from dataclasses import dataclass

from celery import current_app
from django.conf import settings

logger = logging.getLogger(__name__)

SILENCE_AFTER_FAILURE = 30.0


@dataclass
class Breaker:
    """Remembers, for this process, until when ringing is pointless."""

    closed_until: float = 0.0

    def is_open(self, moment: float) -> bool:
        """Whether ringing may be tried at this moment (seconds of a monotonic clock)."""
        return moment >= self.closed_until

    def trip(self, moment: float) -> None:
        """Stop ringing for a while."""
        self.closed_until = moment + SILENCE_AFTER_FAILURE


breaker = Breaker()


def ring(task: str, key: str) -> bool:
    """Tell a worker that this is owed; says whether the bell was heard. The sweep rings again if not."""
    if not settings.OWED_WORK_RINGING or not breaker.is_open(time.monotonic()):
        return False
    try:
        current_app.send_task(task, args=[key], retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker does, the answer is already saved
        breaker.trip(time.monotonic())
        logger.warning("The bell is silent for %.0f s: %s", SILENCE_AFTER_FAILURE, type(error).__name__)
        return False
    return True
