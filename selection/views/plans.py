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
from outsourcing.ui.formats import decimal_text
from providers.charts import leavers_chart
from providers.models import RosterAnalysis
from selection.actions import SelectionError
from selection.actions.plans import change_plan, create_plan, remove_plan
from selection.domain.team_plan import TeamMember
from selection.domain.team_plan import TeamPlan as Planned
from selection.forms.plan import PlanForm, member_rows, team_of
from selection.models import Candidacy, TeamPlan
from selection.queries.access import changeable_projects, visible_projects
from selection.queries.plans import analysis_for, functions_of, planned, visible_plans
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
    context = {
        "project": project,
        "plan": plan,
        "figures": figures,
        "answer": answer(plan, figures),
        "chart": leavers_chart(
            "leavers",
            figures.base.leavers.probabilities,
            figures.base.leavers.range(),
            _in_words(figures),
        ),
        "may_change": _may_change(request, pk),
    }
    return render(request, "selection/plans/plan.html", context)


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Whom would they assign, and for how long?"""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    analysis = analysis_for(request.actor, candidacy)
    if analysis is None:
        return render(request, "selection/plans/no_roster.html", {"candidacy": candidacy})
    return _form_page(request, candidacy, analysis, None)


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Change the team, the duration or an assumption; the latest figures of the roster are taken."""
    plan = get_object_or_404(visible_plans(request.actor, changeable_project(request, pk)), pk=plan_pk)
    analysis = analysis_for(request.actor, plan.candidacy) or plan.analysis
    return _form_page(request, plan.candidacy, analysis, plan)


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


def answer(plan: TeamPlan, figures: Planned) -> str:
    """The first line: how many of how many, and what it takes from the plan."""
    low, high = figures.base.leavers.range()
    facts = {
        "expected": decimal_text(figures.base.leavers.expected),
        "team": len(plan.team),
        "months": plan.months,
        "low": low,
        "high": high,
        "lost": decimal_text(figures.base.loss.months),
    }
    return (
        _(
            "Expect %(expected)s of %(team)d people to leave within %(months)d months (likely %(low)d to "
            "%(high)d), and %(lost)s months of work lost to vacancies and re-learning."
        )
        % facts
    )


def _in_words(figures: Planned) -> str:
    facts = {
        "none": decimal_text(figures.base.leavers.probabilities[0] * 100),
        "three": decimal_text(figures.base.leavers.at_least(3) * 100),
    }
    said = _("Nobody leaves with a probability of %(none)s %%, three or more leave with %(three)s %%.")
    return said % facts


def _form_page(
    request: ActorRequest, candidacy: Candidacy, analysis: RosterAnalysis, plan: TeamPlan | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, rows = PlanForm(data, plan=plan), member_rows(data, plan, functions_of(analysis))
    if data is not None and form.is_valid() and rows.is_valid():
        team = team_of(rows.cleaned_data)
        if not team:
            form.add_error(None, _("Type in at least one person with the months they have been there."))
        elif saved := _saved(request, form, team, (candidacy, analysis, plan)):
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
    of: tuple[Candidacy, RosterAnalysis, TeamPlan | None],
) -> TeamPlan | None:
    candidacy, analysis, plan = of
    facts, now = form.facts(team), timezone.now()
    try:
        if plan is None:
            return create_plan(by=request.actor, candidacy=candidacy, analysis=analysis, facts=facts, now=now)
        version = form.cleaned_data["row_version"] or 0
        return change_plan(
            by=request.actor, plan=plan, analysis=analysis, facts=facts, expected_version=version, now=now
        )
    except SelectionError as refusal:
        form.add_error(None, refusal.reason)
        return None


def _may_change(request: ActorRequest, pk: int) -> bool:
    return changeable_projects(request.actor).filter(pk=pk).exists()
