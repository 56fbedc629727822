"""Words for what the trail and owed work name by number."""

from collections.abc import Sequence

from outsourcing.audit.naming import numbers
from selection.models import Project, Standing


def projects_by_number(keys: Sequence[str]) -> dict[str, str]:
    """The names of projects."""
    rows = Project.objects.filter(pk__in=numbers(keys)).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def standings_by_number(keys: Sequence[str]) -> dict[str, str]:
    """The names of the projects that were ranked."""
    rows = Standing.objects.filter(pk__in=numbers(keys)).values_list("pk", "project__name")
    return {str(pk): name for pk, name in rows}
