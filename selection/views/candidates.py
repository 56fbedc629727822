"""Brings providers into a project, and takes them out and back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to
from providers.models import Provider
from selection.actions import (
    ChecklistPlan,
    SelectionError,
    add_candidate,
    restore_candidate,
    serve_checklists,
    withdraw_candidate,
)
from selection.forms.candidate import CandidateForm, ChecklistChoice, ProviderForm
from selection.models import Project
from selection.queries.overview import possible_candidates, reusable_assessments, unserved_templates
from selection.views.fetch import CANDIDATE, CHANGED, changeable_candidacy, changeable_project


@guarded(Permission.CREATE_PROJECTS, of=CHANGED)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """First which provider, then which assessments speak for it."""
    project = changeable_project(request, pk)
    providers = possible_candidates(request.actor, project)
    asked = request.GET.get("provider", "")
    if not asked:
        form = ProviderForm(providers=providers)
        return render(request, "selection/candidate_provider.html", {"project": project, "form": form})
    provider = get_object_or_404(providers, pk=int(asked) if asked.isdecimal() else 0)
    form_of_checklists = _form(request, project, provider)
    if (
        request.method == "POST"
        and form_of_checklists.is_valid()
        and _added(request, project, provider, form_of_checklists)
    ):
        return redirect("selection:project", pk)
    context = {"project": project, "provider": provider, "form": form_of_checklists}
    return render(request, "selection/candidate_checklists.html", context)


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def serve(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Open or pin assessments for the checklists that a candidate has none for yet."""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    form = _form(request, candidacy.project, candidacy.provider)
    if request.method == "POST" and form.is_valid():
        try:
            serve_checklists(by=request.actor, candidacy=candidacy, plan=_plan(form), now=timezone.now())
        except SelectionError as refusal:
            form.add_error(refusal.field or None, refusal.reason)
        else:
            return redirect("selection:project", pk)
    context = {"project": candidacy.project, "provider": candidacy.provider, "form": form, "is_in": True}
    return render(request, "selection/candidate_checklists.html", context)


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_POST
def withdraw(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Take a provider out of the comparison; can be undone."""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    try:
        withdraw_candidate(by=request.actor, candidacy=candidacy)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        undo = undo_to(reverse("selection:restore", args=[pk, candidacy_pk]))
        text = _("%(name)s is out of the comparison. Its answers are kept.")
        messages.success(request, text % {"name": candidacy.provider.name}, extra_tags=undo)
    return redirect("selection:project", pk)


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_POST
def restore(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Compare a withdrawn provider again."""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    try:
        restore_candidate(by=request.actor, candidacy=candidacy)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    return redirect("selection:project", pk)


def _form(request: ActorRequest, project: Project, provider: Provider) -> CandidateForm:
    templates = unserved_templates(request.actor, project, provider)
    reusable = reusable_assessments(request.actor, provider, templates)
    return CandidateForm(
        request.POST or None,
        choices=[ChecklistChoice(template, reusable.get(template.pk, ())) for template in templates],
        cancel_url=reverse("selection:project", args=[project.pk]),
    )


def _plan(form: CandidateForm) -> ChecklistPlan:
    return ChecklistPlan(opened=form.opened(), pinned=form.pinned(), due_on=form.cleaned_data["due_on"])


def _added(request: ActorRequest, project: Project, provider: Provider, form: CandidateForm) -> bool:
    try:
        add_candidate(
            by=request.actor, project=project, provider=provider, plan=_plan(form), now=timezone.now()
        )
    except SelectionError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return False
    messages.success(request, _("%(name)s is in the comparison.") % {"name": provider.name})
    return True
