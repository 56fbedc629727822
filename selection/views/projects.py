"""The list of projects, and what a project is about."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.accounts.models import User
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to
from selection.actions import SelectionError, change_project, close_project, create_project, reopen_project
from selection.forms.project import ProjectForm
from selection.forms.project_filter import ProjectFilterForm
from selection.queries.projects import listed_projects, project_lines
from selection.views.fetch import CHANGED, changeable_project
from selection.views.next_step import next_step

PAGE_SIZE = 25


@guarded()
@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """The sourcing projects one works on, or may read."""
    form = ProjectFilterForm(request.GET)
    projects = listed_projects(request.actor, **form.wishes())
    page = Paginator(projects, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(line, next_step(line)) for line in project_lines(request.actor, page.object_list)]
    return render(
        request,
        "selection/list.html",
        {
            "page": page,
            "lines": lines,
            "form": form,
            "filtered": form.is_filtered,
            "may_create": request.actor.may(Permission.CREATE_PROJECTS),
        },
    )


@guarded(Permission.CREATE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Begin a project: the need first."""
    form = ProjectForm(request.POST or None, cancel_url=reverse("selection:list"))
    if request.method == "POST" and form.is_valid():
        owner = User.objects.get(pk=request.actor.id)
        project = create_project(by=request.actor, owner=owner, facts=form.facts(), now=timezone.now())
        messages.success(
            request, _("The project has begun. Agree on the weights, then add the first provider.")
        )
        return redirect("selection:project", project.pk)
    return render(request, "selection/edit.html", {"form": form})


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what a project is about."""
    project = changeable_project(request, pk)
    form = ProjectForm(
        request.POST or None, instance=project, cancel_url=reverse("selection:project", args=[pk])
    )
    if request.method == "POST" and form.is_valid():
        change_project(by=request.actor, project=project, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("selection:project", project.pk)
    return render(request, "selection/edit.html", {"form": form, "project": project})


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop comparing; can be undone."""
    project = changeable_project(request, pk)
    try:
        close_project(by=request.actor, project=project)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        undo = undo_to(reverse("selection:reopen", args=[pk]))
        messages.success(request, _("The project is closed. Everything stays readable."), extra_tags=undo)
    return redirect("selection:project", pk)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Compare again."""
    project = changeable_project(request, pk)
    try:
        reopen_project(by=request.actor, project=project)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    return redirect("selection:project", pk)
