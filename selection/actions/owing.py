"""What every change of a project's inputs ends with."""

from collections.abc import Iterable

from django.db.models import F

from outsourcing.jobs.actions import owe
from selection.models import Project

RANK = "selection.rank"


def inputs_changed(project_ids: Iterable[int]) -> None:
    """Raise the input version of these projects and owe their ranking, in the caller's transaction."""
    # In one order everywhere, so that two transactions never wait for each other in a circle.
    for project_id in sorted(set(project_ids)):
        Project.objects.filter(pk=project_id).update(input_version=F("input_version") + 1)
        owe(RANK, str(project_id))
