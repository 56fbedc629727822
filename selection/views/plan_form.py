"""Typing a team plan in, and changing it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers.queries.rosters import latest_roster
from selection.actions import SelectionError
from selection.actions.plans import PlanChangedError, PlanFacts, change_plan, create_plan
from selection.domain.plan_changes import changes
from selection.forms.plan import PlanForm
from selection.forms.plan_team import (
    MORE,
    PASTED,
    TAKE_OVER,
    Taken,
    Typed,
    member_rows,
    spread_rows,
    taken_over,
    team_of,
)
from selection.models import Candidacy, TeamPlan
from selection.queries.plans import Grounds, contents_of, functions_of, grounds_for, grounds_of, visible_plans
from selection.views.fetch import CANDIDATE, changeable_candidacy, changeable_project
from selection.views.plan_history import Difference, differences
from selection.views.plans import CHANGED_PLAN


@dataclass(frozen=True)
class Planning:
    """What a form is about: a candidate, what is known of leaving there, and the plan that is changed."""

    candidacy: Candidacy
    grounds: Grounds
    plan: TeamPlan | None = None


@guarded(Permission.CREATE_PROJECTS, of=CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Whom would they assign, and for how long?"""
    candidacy = changeable_candidacy(request, pk, candidacy_pk)
    grounds = grounds_for(request.actor, candidacy)
    if grounds is None:
        is_computing = latest_roster(request.actor, candidacy.provider) is not None
        context = {"candidacy": candidacy, "is_computing": is_computing}
        return render(request, "selection/plans/no_roster.html", context)
    return _page(request, Planning(candidacy, grounds))


@guarded(Permission.CREATE_PROJECTS, of=CHANGED_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Change the team, the duration or an assumption; the latest figures of the roster are taken."""
    plan = get_object_or_404(visible_plans(request.actor, changeable_project(request, pk)), pk=plan_pk)
    grounds = grounds_for(request.actor, plan.candidacy) or grounds_of(plan)
    return _page(request, Planning(plan.candidacy, grounds, plan))


def _page(request: ActorRequest, of: Planning) -> HttpResponse:
    data: Typed | None = request.POST if request.method == "POST" else None
    functions, today = functions_of(of.grounds.analysis), timezone.localdate()
    told: list[Difference] = []
    taken = Taken([], data.get(PASTED, "") if data else "", ())
    if data is not None and (MORE in data or TAKE_OVER in data):
        taken = taken_over(data, functions)
        form, rows = PlanForm(plan=of.plan, unchecked=data), spread_rows(taken, of.plan, functions)
    else:
        form, rows = PlanForm(data, plan=of.plan, today=today), member_rows(data, of.plan, functions)
        saved, told = _saved(request, form, rows, of)
        if saved:
            return redirect("selection:plan", of.candidacy.project_id, saved.pk)
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "candidacy": of.candidacy,
        "project": of.candidacy.project,
        "plan": of.plan,
        "taken": taken,
        "differences": told,
        "has_functions": bool(functions),
    }
    return render(request, "selection/plans/edit.html", context)


def _saved(
    request: ActorRequest, form: PlanForm, rows: Any, of: Planning
) -> tuple[TeamPlan | None, list[Difference]]:
    """The plan as it was saved; or nothing, with what somebody else saved meanwhile beside what was typed."""
    if not (form.is_valid() and rows.is_valid()):
        return None, []
    team = team_of(rows, form.cleaned_data["begins"])
    if team is None:
        return None, []
    if not team:
        form.add_error(None, _("Type in at least one person with the months they have been there."))
        return None, []
    facts = form.facts(team)
    try:
        return _written(request, form, facts, of), []
    except PlanChangedError as refusal:
        form.add_error(None, refusal.reason)
        return None, _told(form, facts, of)
    except SelectionError as refusal:
        form.add_error(None, refusal.reason)
        return None, []


def _written(request: ActorRequest, form: PlanForm, facts: PlanFacts, of: Planning) -> TeamPlan:
    by, now = request.actor, timezone.now()
    if of.plan is None:
        return create_plan(by=by, candidacy=of.candidacy, grounds=of.grounds, facts=facts, now=now)
    version = form.cleaned_data["row_version"] or 0
    return change_plan(
        by=by, plan=of.plan, grounds=of.grounds, facts=facts, expected_version=version, now=now
    )


def _told(form: PlanForm, facts: PlanFacts, of: Planning) -> list[Difference]:
    if of.plan is None:
        return []
    form.tell_stale(of.plan.row_version)
    stored = contents_of(of.plan)
    typed = {**stored, **facts.contents()}
    return differences(changes(stored, typed))
