"""Who works on a project."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from selection.actions import SelectionError, add_member, remove_member
from selection.forms.member import MemberForm
from selection.models import MemberRole, ProjectMember
from selection.queries.overview import overview_of, possible_members
from selection.views.fetch import CHANGED, MEMBER, changeable_project
from selection.views.overview import project_context


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring somebody onto the project."""
    project = changeable_project(request, pk)
    form = MemberForm(request.POST, people=possible_members(request.actor, project))
    if form.is_valid():
        role = MemberRole(form.cleaned_data["role"])
        try:
            add_member(by=request.actor, project=project, user=form.cleaned_data["user"], role=role)
        except SelectionError as refusal:
            form.add_error(refusal.field or None, refusal.reason)
        else:
            messages.success(
                request, _("%(name)s is on the project.") % {"name": form.cleaned_data["user"].name}
            )
            return redirect("selection:project", pk)
    overview = overview_of(request.actor, pk)
    if overview is None:
        raise Http404
    return render(
        request, "selection/project.html", project_context(request, overview, member_form=form), status=422
    )


@guarded(Permission.CREATE_PROJECTS, of=MEMBER)
@require_POST
def remove(request: ActorRequest, pk: int, member_pk: int) -> HttpResponse:
    """Take somebody off the project."""
    project = changeable_project(request, pk)
    members = ProjectMember.objects.filter(project=project).select_related("user", "project")
    member = get_object_or_404(members, pk=member_pk)
    remove_member(by=request.actor, member=member)
    messages.success(request, _("%(name)s is no longer on the project.") % {"name": member.user.name})
    return redirect("selection:project", pk)
