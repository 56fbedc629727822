"""The job that scores assessments."""

from collections.abc import Sequence

from django.utils import timezone

from assessments.actions import store_scores
from assessments.queries import scoring_inputs
from assessments.queries.computing import compute
from outsourcing.actors import SYSTEM
from outsourcing.jobs.handlers import handles


@handles("assessments.score", batch=50)
def score(keys: Sequence[str]) -> None:
    """Read the inputs of all of them, compute outside any transaction, store in a short one.

    What moved meanwhile is not stored and not failed: its mover wanted a newer version of this work, so it is
    queued again as soon as this claim is finished.
    """
    computed = [compute(given) for given in scoring_inputs(int(key) for key in keys)]
    store_scores(by=SYSTEM, computed=computed, now=timezone.now())
