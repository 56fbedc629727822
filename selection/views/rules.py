"""What a project agrees on: weights and knock-outs."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.queries import visible_templates
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from selection.actions import SelectionError, lock_weights, set_weights, switch_knockout
from selection.forms.weights import WeightsForm
from selection.queries.overview import overview_of
from selection.views.fetch import CHANGED, changeable_project
from selection.views.overview import project_context


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def weigh(request: ActorRequest, pk: int) -> HttpResponse:
    """Save the weights; refused ones come back as they were typed."""
    project = changeable_project(request, pk)
    overview = overview_of(request.actor, pk)
    if overview is None:
        raise Http404
    form = WeightsForm(request.POST, weights=[line.row for line in overview.weights])
    if form.is_valid():
        try:
            set_weights(by=request.actor, project=project, weights=form.by_template())
        except SelectionError as refusal:
            form.add_error(refusal.field or None, refusal.reason)
        else:
            messages.success(request, _("The weights are saved; the ranking follows in a moment."))
            return redirect("selection:project", pk)
    context = project_context(request, overview, weights_form=form)
    return render(request, "selection/project.html", context, status=422)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def lock(request: ActorRequest, pk: int) -> HttpResponse:
    """Lock the weights for good."""
    project = changeable_project(request, pk)
    try:
        lock_weights(by=request.actor, project=project, now=timezone.now())
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The weights are locked and stay as they were agreed."))
    return redirect("selection:project", pk)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_POST
def switch(request: ActorRequest, pk: int) -> HttpResponse:
    """Switch one knock-out on or off."""
    project = changeable_project(request, pk)
    wanted = request.POST.get("template", "")
    templates = visible_templates(request.actor).filter(project_weights__project=project)
    template = get_object_or_404(templates, pk=int(wanted) if wanted.isdecimal() else 0)
    try:
        switch_knockout(
            by=request.actor,
            project=project,
            template=template,
            question_key=request.POST.get("question", ""),
            on=request.POST.get("on") == "1",
        )
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{_page(pk)}#knock-outs")


def _page(pk: int) -> str:
    return reverse("selection:project", args=[pk])
