"""Plans for assigned teams: what the provider's attrition would do to us."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from selection.actions import SelectionError
from selection.actions.plans import change_plan, create_plan, remove_plan
from selection.domain.team_plan import TeamMember
from selection.forms.plan import MORE, PlanForm, member_rows, team_of
from selection.models import Candidacy, TeamPlan
from selection.queries.access import changeable_projects, visible_projects
from selection.queries.plans import (
    Grounds,
    functions_of,
    grounds_for,
    has_newer_roster,
    planned,
    visible_plans,
)
from selection.views import plan_words
from selection.views.fetch import CANDIDATE, changeable_candidacy, changeable_project

PLAN = ObjectRule("plan", "whoever sees the project in the same address")
CHANGED_PLAN = ObjectRule("plan to change", "whoever may change the project in the same address")


@guarded(of=PLAN)
@require_safe
def show(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """How many of this team will leave before the end, and what will that cost?"""
    project = get_object_or_404(visible_projects(request.actor), pk=pk)
    plan = get_object_or_404(visible_plans(request.actor, project), pk=plan_pk)
    figures = planned(plan)
    footing = plan_words.footing_of(plan)
    leavers, departures = plan_words.charts(figures)
    context = {
        "project": project,
        "plan": plan,
        "figures": figures,
        "cases": [(case, plan_words.case_name(case.name)) for case in figures.cases],
        "answer": plan_words.answer(plan, figures),
        "footing": plan_words.footing_text(footing),
        "sizes": figures.sizes,
        "remedy_rows": plan_words.remedy_rows(figures),
        "people": plan_words.people_lines(figures),
        "assumptions": plan_words.assumption_lines(plan),
        "charts": {"leavers": leavers, "departures": departures},
        "has_newer_roster": has_newer_roster(request.actor, plan),
        "may_change": _may_change(request, pk),
    }
    return render(request, "selection/plans/plan.html", context)


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Whom would they assign, and for how long?"""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    grounds = grounds_for(request.actor, candidacy)
    if grounds is None:
        return render(request, "selection/plans/no_roster.html", {"candidacy": candidacy})
    return _form_page(request, candidacy, grounds, None)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Change the team, the duration or an assumption; the latest figures of the roster are taken."""
    plan = get_object_or_404(visible_plans(request.actor, changeable_project(request, pk)), pk=plan_pk)
    kept = Grounds(plan.analysis, plan_words.footing_of(plan))
    return _form_page(request, plan.candidacy, grounds_for(request.actor, plan.candidacy) or kept, plan)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_POST
def remove(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Remove a plan."""
    plan = get_object_or_404(visible_plans(request.actor, changeable_project(request, pk)), pk=plan_pk)
    try:
        remove_plan(by=request.actor, plan=plan)
    except SelectionError as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The plan is removed."))
    return redirect("selection:project", pk)


def _form_page(
    request: ActorRequest, candidacy: Candidacy, grounds: Grounds, plan: TeamPlan | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, rows = PlanForm(data, plan=plan), member_rows(data, plan, functions_of(grounds.analysis))
    if data is not None and MORE not in data and form.is_valid() and rows.is_valid():
        team = team_of(rows.cleaned_data)
        if not team:
            form.add_error(None, _("Type in at least one person with the months they have been there."))
        elif saved := _saved(request, form, team, (candidacy, grounds, plan)):
            return redirect("selection:plan", candidacy.project_id, saved.pk)
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "candidacy": candidacy,
        "project": candidacy.project,
        "plan": plan,
    }
    return render(request, "selection/plans/edit.html", context)


def _saved(
    request: ActorRequest,
    form: PlanForm,
    team: list[TeamMember],
    of: tuple[Candidacy, Grounds, TeamPlan | None],
) -> TeamPlan | None:
    candidacy, grounds, plan = of
    facts, now = form.facts(team), timezone.now()
    try:
        if plan is None:
            return create_plan(by=request.actor, candidacy=candidacy, grounds=grounds, facts=facts, now=now)
        version = form.cleaned_data["row_version"] or 0
        return change_plan(
            by=request.actor, plan=plan, grounds=grounds, facts=facts, expected_version=version, now=now
        )
    except SelectionError as refusal:
        form.add_error(None, refusal.reason)
        return None


def _may_change(request: ActorRequest, pk: int) -> bool:
    return changeable_projects(request.actor).filter(pk=pk).exists()
