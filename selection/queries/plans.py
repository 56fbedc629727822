"""Plans for assigned teams: what is saved, and the figures that follow."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from outsourcing.actors import Actor
from providers.domain.attrition.losses import Assumptions
from providers.domain.attrition.report import hazards_from
from providers.models import RosterAnalysis
from providers.queries.proof_of_people import people_proof
from selection.domain.team_plan import Knowledge, Rates, TeamMember, plan_team
from selection.domain.team_plan import TeamPlan as Planned
from selection.models import Candidacy, Project, TeamPlan
from selection.queries.access import visible_projects


def visible_plans(actor: Actor, project: Project) -> QuerySet[TeamPlan]:
    """The plans of a project that this actor sees."""
    plans = TeamPlan.objects.filter(candidacy__project=project)
    seen = plans.filter(candidacy__project__in=visible_projects(actor).order_by().values("pk"))
    return seen.select_related("candidacy__provider", "candidacy__project", "analysis__roster")


def analysis_for(actor: Actor, candidacy: Candidacy) -> RosterAnalysis | None:
    """The figures that a new plan for this provider rests on: three years of its latest roster."""
    years = people_proof(actor, candidacy.provider).years
    return years if years is not None and years.result else None


def functions_of(analysis: RosterAnalysis) -> tuple[str, ...]:
    """The functions on the roster, largest first."""
    result: Mapping[str, Any] = analysis.result or {}
    return tuple(group["name"] for group in result.get("functions", ()) if group["name"])


def planned(plan: TeamPlan) -> Planned:
    """The figures of a plan, from what is stored with it."""
    team = [TeamMember(one["role"], one["function"], float(one["tenure"])) for one in plan.team]
    figures = {name: float(said["value"]) for name, said in plan.assumptions.items()}
    return plan_team(team, plan.months, knowledge_of(plan.analysis), Assumptions(**figures))


def knowledge_of(analysis: RosterAnalysis) -> Knowledge:
    """What a roster says of leaving, as a plan needs it."""
    result: Mapping[str, Any] = analysis.result or {}
    return Knowledge(
        everybody=_rates(result["everybody"]),
        functions={group["name"]: _rates(group) for group in result["functions"]},
    )


def _rates(group: Mapping[str, Any]) -> Rates:
    rate = group["rate"]
    value = rate["value"]
    if not value:
        # Nobody left: the lower end is nothing, and the upper one cannot be said as a share of nothing.
        return Rates(hazards_from(group["hazards"]), 1.0, 1.0)
    return Rates(hazards_from(group["hazards"]), rate["low"] / value, rate["high"] / value)
