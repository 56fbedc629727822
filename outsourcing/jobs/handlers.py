"""Turns a plain function into a named Celery task that takes up owed work."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from outsourcing.jobs import bell
from outsourcing.jobs.actions import Claim, claim, fail, finish

logger = logging.getLogger(__name__)

OUT_OF_TIME = "It took longer than a worker may spend on it."

Handler = Callable[[Sequence[str]], None]


def handles(name: str, *, batch: int = 1) -> Callable[[Handler], Any]:
    """Make the function the handler of the work of this name; it gets up to `batch` keys at once.

    The handler must be safe to run twice. It raises to fail; after a failed batch each key is tried alone, so
    that one poisonous thing holds up nothing else. Another queue than the default is a matter of
    CELERY_TASK_ROUTES, which whoever rings knows too.
    """

    def decorate(handler: Handler) -> Any:
        @wraps(handler)
        def take_up(key: str = "") -> None:
            run(name, handler, key, batch)

        return shared_task(name=name)(take_up)

    return decorate


def run(name: str, handler: Handler, key: str, batch: int) -> None:
    """Claim, handle and finish one batch, and ring for what is left."""
    claimed = claim(task=name, key=key or None, limit=batch, now=timezone.now())
    if not claimed:
        return
    if len(claimed) == 1 or not _handled_together(handler, claimed):
        _handle_each(handler, claimed)
    if batch > 1 and len(claimed) == batch:
        # A full batch is a sign of more; one message may stand for many rows.
        bell.ring(name, "")


def _handled_together(handler: Handler, claimed: Sequence[Claim]) -> bool:
    try:
        handler([each.key for each in claimed])
    except SoftTimeLimitExceeded:
        _give_back(claimed)
        return True
    except Exception:
        logger.exception("A batch of %s failed; each is tried alone", claimed[0].task)
        return False
    _finish(claimed, timezone.now())
    return True


def _handle_each(handler: Handler, claimed: Sequence[Claim]) -> None:
    for number, each in enumerate(claimed):
        try:
            handler([each.key])
        except SoftTimeLimitExceeded:
            _give_back(claimed[number:])
            return
        except Exception as error:
            logger.exception("%s failed on %s", each.task, each.key)
            fail(failed=each, reason=f"{type(error).__name__}: {error}")
        else:
            _finish([each], timezone.now())


def _give_back(claimed: Sequence[Claim]) -> None:
    # Each counts as tried, and is therefore taken alone the next time.
    logger.error("%s took too long with %d pieces", claimed[0].task, len(claimed))
    for each in claimed:
        fail(failed=each, reason=OUT_OF_TIME)


def _finish(claimed: Sequence[Claim], now: datetime) -> None:
    for key in finish(claimed=claimed, now=now):
        bell.ring(claimed[0].task, key)
