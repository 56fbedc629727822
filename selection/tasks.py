"""The job that ranks: one piece of owed work for each project."""

from collections.abc import Sequence

from django.utils import timezone

from outsourcing.jobs.handlers import handles
from selection.actions.rank import rank_project


@handles("selection.rank", batch=20)
def rank(keys: Sequence[str]) -> None:
    """Rank these projects; a project that was deleted meanwhile owes nothing."""
    for key in keys:
        rank_project(project_id=int(key), now=timezone.now())
