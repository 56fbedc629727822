"""Plans for assigned teams: what is saved, and the figures that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from outsourcing.actors import Actor
from providers.domain.attrition.forecasting import Leaving
from providers.domain.attrition.losses import Assumptions, RemedySizes
from providers.domain.attrition.monthly import monthly_from
from providers.domain.attrition.report import hazards_from
from providers.models import Provider, RosterAnalysis
from providers.queries.proof_of_people import people_proof
from providers.queries.rosters import latest_roster
from selection.domain.footing import Footing, footing_from
from selection.domain.team_plan import Knowledge, Means, Rates, TeamMember, plan_team
from selection.domain.team_plan import TeamPlan as Planned
from selection.models import Candidacy, Project, TeamPlan
from selection.queries.access import visible_projects

REMEDY = "remedy_"


@dataclass(frozen=True)
class Grounds:
    """The figures of a roster that a plan is computed from, and how well they are proven."""

    analysis: RosterAnalysis
    footing: Footing


def visible_plans(actor: Actor, project: Project) -> QuerySet[TeamPlan]:
    """The plans of a project that this actor sees."""
    return _seen(actor).filter(candidacy__project=project)


def latest_plan_for(actor: Actor, provider: Provider) -> TeamPlan | None:
    """The plan for a team of this provider that was saved last, of the projects that this actor sees."""
    return _seen(actor).filter(candidacy__provider=provider).first()


def grounds_for(actor: Actor, candidacy: Candidacy) -> Grounds | None:
    """What a new plan for this provider rests on: three years of its latest roster, its claim, its proof."""
    proof = people_proof(actor, candidacy.provider)
    if proof.years is None or not proof.years.result:
        return None
    claim = proof.claim.claim if proof.claim else None
    footing = Footing(proof.grade, claim.rate, claim.source) if claim else Footing(proof.grade)
    return Grounds(proof.years, footing)


def has_newer_roster(actor: Actor, plan: TeamPlan) -> bool:
    """Whether a roster came that the plan does not know yet."""
    latest = latest_roster(actor, plan.candidacy.provider)
    return latest is not None and latest.pk != plan.analysis.roster_id


def functions_of(analysis: RosterAnalysis) -> tuple[str, ...]:
    """The functions on the roster, largest first."""
    result: Mapping[str, Any] = analysis.result or {}
    return tuple(group["name"] for group in result.get("functions", ()) if group["name"])


def planned(plan: TeamPlan) -> Planned:
    """The figures of a plan, from what is stored with it."""
    team = [TeamMember(one["role"], one["function"], float(one["tenure"])) for one in plan.team]
    footing = footing_from(plan.footing)
    figures = {name: float(said["value"]) for name, said in plan.assumptions.items()}
    sizes = {name.removeprefix(REMEDY): size for name, size in figures.items() if name.startswith(REMEDY)}
    means = Means(
        knowledge=knowledge_of(plan.analysis, footing),
        assumptions=Assumptions(**{n: figure for n, figure in figures.items() if not n.startswith(REMEDY)}),
        sizes=RemedySizes(**sizes),
        planned_with=footing.planned_with,
    )
    return plan_team(team, plan.months, means)


def knowledge_of(analysis: RosterAnalysis, footing: Footing) -> Knowledge:
    """What a roster says of leaving, as a plan needs it."""
    result: Mapping[str, Any] = analysis.result or {}
    counted = result["everybody"]["rate"]["value"]
    doubted = footing.claimed if counted and not footing.grade.is_solid else None
    worse = doubted / counted if doubted and counted else 0.0
    return Knowledge(
        everybody=_rates(result["everybody"], worse),
        functions={group["name"]: _rates(group, worse) for group in result["functions"]},
    )


def _rates(group: Mapping[str, Any], worse: float) -> Rates:
    """How one group leaves; `worse` is a claim as a multiple of the counted rate, where it is doubted."""
    rate = group["rate"]
    value = rate["value"]
    leaving = Leaving(hazards_from(group["hazards"]), monthly_from(group.get("monthly")))
    if not value:
        # Nobody left: the lower end is nothing, and the upper one cannot be said as a share of nothing.
        return Rates(leaving, 0.0, max(1.0, worse), highest=rate["high"] or 0.0)
    return Rates(leaving, rate["low"] / value, max(rate["high"] / value, worse))


def _seen(actor: Actor) -> QuerySet[TeamPlan]:
    projects = visible_projects(actor).order_by().values("pk")
    plans = TeamPlan.objects.filter(candidacy__project__in=projects)
    return plans.select_related("candidacy__provider", "candidacy__project", "analysis__roster")
