"""Turns a plain function into a named Celery task that takes up owed work."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from celery import shared_task
from django.utils import timezone

from outsourcing.jobs import bell
from outsourcing.jobs.actions import Claim, claim, fail, finish

logger = logging.getLogger(__name__)

Handler = Callable[[Sequence[str]], None]


def handles(name: str, *, batch: int = 1, queue: str = "default") -> Callable[[Handler], Any]:
    """Make the function the handler of the work of this name; it gets up to `batch` keys at once.

    The handler must be safe to run twice. It raises to fail; after a failed batch each key is tried alone, so
    that one poisonous thing holds up nothing else.
    """

    def decorate(handler: Handler) -> Any:
        @wraps(handler)
        def take_up(key: str | None = None) -> None:
            run(name, handler, key, batch)

        return shared_task(name=name, queue=queue)(take_up)

    return decorate


def run(name: str, handler: Handler, key: str | None, batch: int) -> None:
    """Claim, handle and finish one batch, and ring for what is left."""
    claimed = claim(task=name, key=key, limit=batch, now=timezone.now())
    if not claimed:
        return
    if len(claimed) == 1 or not _handled_together(handler, claimed):
        for each in claimed:
            _handle_alone(handler, each)
    if batch > 1 and len(claimed) == batch:
        # A full batch is a sign of more; one message may stand for many rows.
        bell.ring(name, "")


def _handled_together(handler: Handler, claimed: Sequence[Claim]) -> bool:
    try:
        handler([each.key for each in claimed])
    except Exception:
        logger.exception("A batch of %s failed; each is tried alone", claimed[0].task)
        return False
    _finish(claimed, timezone.now())
    return True


def _handle_alone(handler: Handler, each: Claim) -> None:
    try:
        handler([each.key])
    except Exception as error:
        logger.exception("%s failed on %s", each.task, each.key)
        fail(failed=each, reason=f"{type(error).__name__}: {error}")
        return
    _finish([each], timezone.now())


def _finish(claimed: Sequence[Claim], now: datetime) -> None:
    for key in finish(claimed=claimed, now=now):
        bell.ring(claimed[0].task, key)
