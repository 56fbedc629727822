"""Our own side of a project."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from selection.actions import SelectionError, set_readiness
from selection.views.fetch import CHANGED, changeable_project


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def open_checklist(request: ActorRequest, pk: int) -> HttpResponse:
    """Open the readiness checklist about ourselves."""
    project = changeable_project(request, pk)
    if project.readiness_id is None:
        try:
            set_readiness(by=request.actor, project=project, now=timezone.now())
        except SelectionError as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("The readiness checklist is open: answer it about ourselves."))
    return redirect("selection:project", pk)
