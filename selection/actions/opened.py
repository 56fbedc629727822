"""A closed project stays as it is: what it was decided on must remain readable."""

from django.utils.translation import gettext as _

from selection.actions.faults import SelectionError
from selection.models import Project


def require_open(project_id: int) -> None:
    """Refuse a change of a project that is closed or decided, and keep it from closing meanwhile."""
    if not Project.objects.select_for_update().get(pk=project_id).is_open:
        raise SelectionError(_("The project is closed. Reopen it to change something; nothing was changed."))
