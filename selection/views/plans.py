"""Plans for assigned teams: what the provider's attrition would do to us."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from selection.actions import SelectionError
from selection.actions.plans import remove_plan, renew_plan
from selection.models import TeamPlan
from selection.queries.access import changeable_projects, visible_projects
from selection.queries.plans import newer_grounds, planned, versions_of, visible_plans
from selection.views import plan_words
from selection.views.fetch import changeable_project
from selection.views.plan_history import history_lines

PLAN = ObjectRule("plan", "whoever sees the project in the same address")
CHANGED_PLAN = ObjectRule("plan to change", "whoever may change the project in the same address")


@guarded(of=PLAN)
@require_safe
def show(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """How many of this team will leave before the end, and what will that cost?"""
    project = get_object_or_404(visible_projects(request.actor), pk=pk)
    plan = get_object_or_404(visible_plans(request.actor, project), pk=plan_pk)
    figures = planned(plan)
    newer = newer_grounds(request.actor, plan)
    leavers, departures = plan_words.charts(figures)
    context = {
        "project": project,
        "plan": plan,
        "figures": figures,
        "cases": plan_words.case_lines(figures),
        "answer": plan_words.answer(plan, figures),
        "footing": plan_words.footing_text(plan_words.footing_of(plan), has_roster=plan.analysis is not None),
        "rests_on": plan_words.rests_on(plan),
        "sizes": figures.sizes,
        "remedy_rows": plan_words.remedy_rows(figures),
        "people": plan_words.people_lines(figures),
        "assumptions": plan_words.assumption_lines(plan),
        "charts": {"leavers": leavers, "departures": departures},
        "newer": plan_words.newer_text(plan, newer) if newer else "",
        "history": history_lines(versions_of(plan)),
        "may_change": _may_change(request, pk),
        "printed_at": timezone.now(),
    }
    return render(request, "selection/plans/plan.html", context)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_POST
def renew(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Compute a plan anew on the latest roster and claim."""
    plan = _changeable(request, pk, plan_pk)
    grounds = newer_grounds(request.actor, plan)
    if grounds is None:
        messages.info(request, _("The plan stands on the latest figures already."))
        return redirect("selection:plan", pk, plan_pk)
    version = request.POST.get("row_version", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else plan.row_version
    try:
        renew_plan(by=request.actor, plan=plan, grounds=grounds, expected_version=seen, now=timezone.now())
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The plan is computed anew; the version before it is kept."))
    return redirect("selection:plan", pk, plan_pk)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_POST
def remove(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Remove a plan."""
    plan = _changeable(request, pk, plan_pk)
    try:
        remove_plan(by=request.actor, plan=plan)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The plan is removed."))
    return redirect("selection:project", pk)


def _changeable(request: ActorRequest, pk: int, plan_pk: int) -> TeamPlan:
    return get_object_or_404(visible_plans(request.actor, changeable_project(request, pk)), pk=plan_pk)


def _may_change(request: ActorRequest, pk: int) -> bool:
    return changeable_projects(request.actor).filter(pk=pk).exists()
