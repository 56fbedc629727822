"""Plans for assigned teams: what is saved, and the figures that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from outsourcing.actors import Actor
from providers.domain.attrition.forecasting import Basis, Hazards, Leaving
from providers.domain.attrition.losses import Assumptions, RemedySizes
from providers.domain.attrition.monthly import monthly_from
from providers.domain.attrition.report import hazards_from
from providers.models import Provider, RosterAnalysis
from providers.queries.proof_of_people import people_proof
from selection.domain.footing import Footing, footing_data, footing_from
from selection.domain.team_plan import Knowledge, Means, Rates, member_from, plan_team
from selection.domain.team_plan import TeamPlan as Planned
from selection.models import Candidacy, Project, TeamPlan, TeamPlanVersion
from selection.queries.access import visible_projects

REMEDY = "remedy_"
MOST_VERSIONS = 20


@dataclass(frozen=True)
class Grounds:
    """The figures of a roster that a plan is computed from, and how well they are proven.

    Without an analysis there is a claim, and nothing else.
    """

    analysis: RosterAnalysis | None
    footing: Footing


def visible_plans(actor: Actor, project: Project) -> QuerySet[TeamPlan]:
    """The plans of a project that this actor sees."""
    return _seen(actor).filter(candidacy__project=project)


def latest_plan_for(actor: Actor, provider: Provider) -> TeamPlan | None:
    """The plan for a team of this provider that was saved last, of the projects that this actor sees."""
    return _seen(actor).filter(candidacy__provider=provider).defer("analysis__result").first()


def grounds_for(actor: Actor, candidacy: Candidacy) -> Grounds | None:
    """What a new plan for this provider rests on: three years of its latest roster, its claim, its proof.

    None while the figures of its roster are being computed, and where there is neither a roster nor a claim.
    """
    proof = people_proof(actor, candidacy.provider)
    claim = proof.claim.claim if proof.claim else None
    footing = Footing(proof.grade)
    if claim:
        footing = Footing(proof.grade, claim.rate, claim.source, claim.voluntary_only)
    if proof.roster is None:
        return Grounds(None, footing) if claim else None
    return Grounds(proof.years, footing) if proof.years and proof.years.result else None


def grounds_of(plan: TeamPlan) -> Grounds:
    """What a plan rests on since it was saved."""
    return Grounds(plan.analysis, footing_from(plan.footing))


def newer_grounds(actor: Actor, plan: TeamPlan) -> Grounds | None:
    """What became known since the plan was saved; None where nothing did."""
    latest = grounds_for(actor, plan.candidacy)
    return latest if latest and latest != grounds_of(plan) else None


def versions_of(plan: TeamPlan) -> list[TeamPlanVersion]:
    """The latest versions of a plan, latest first, and one more to compare the last of them with."""
    return list(plan.versions.all()[: MOST_VERSIONS + 1])


def contents_of(plan: TeamPlan) -> dict[str, Any]:
    """All that a plan holds, as plain data; kept as a version, and compared."""
    return {
        "title": plan.title,
        "months": plan.months,
        "currency": plan.currency,
        "begins": plan.begins.isoformat() if plan.begins else None,
        "team": plan.team,
        "assumptions": plan.assumptions,
        "grounds": {
            **footing_data(footing_from(plan.footing)),
            "roster": plan.analysis.roster.as_of.isoformat() if plan.analysis else None,
        },
    }


def headline_of(plan: TeamPlan) -> Mapping[str, Any]:
    """What other pages show of a plan, as plain data: what was kept, while its figures are the same."""
    kept: Mapping[str, Any] = plan.headline
    return kept if kept.get("engine") == _engine(plan) else new_headline(plan)


def new_headline(plan: TeamPlan) -> dict[str, Any]:
    """The same, computed from what the plan holds; it says which version of the figures it is of."""
    figures = planned(plan).planned
    low, high = figures.leavers.range()
    return {
        "expected": figures.leavers.expected,
        "low": low,
        "high": high,
        "months_lost": figures.loss.months,
        "probabilities": list(figures.leavers.probabilities),
        "engine": _engine(plan),
    }


def functions_of(analysis: RosterAnalysis | None) -> tuple[str, ...]:
    """The functions on the roster, largest first."""
    result: Mapping[str, Any] = (analysis.result if analysis else None) or {}
    return tuple(group["name"] for group in result.get("functions", ()) if group["name"])


def planned(plan: TeamPlan) -> Planned:
    """The figures of a plan, from what is stored with it."""
    team = [member_from(one) for one in plan.team]
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


def knowledge_of(analysis: RosterAnalysis | None, footing: Footing) -> Knowledge:
    """What a roster says of leaving, as a plan needs it; without one, what is claimed for everybody alike."""
    result: Mapping[str, Any] = (analysis.result if analysis else None) or {}
    if not result:
        claimed = Leaving(Hazards((0,), (footing.claimed or 0.0,)), otherwise=Basis.CLAIM)
        return Knowledge(Rates(claimed, 1.0, 1.0), {})
    counted = result["everybody"]["rate"]["value"] or 0.0
    doubted = 0.0 if footing.grade.is_solid else footing.claimed or 0.0
    # Where nobody at all left, a claim is no multiple of what was counted, but the rate itself.
    worse, least = (doubted / counted, 0.0) if counted else (0.0, doubted)
    return Knowledge(
        everybody=_rates(result["everybody"], worse, least),
        functions={group["name"]: _rates(group, worse, least) for group in result["functions"]},
    )


def _rates(group: Mapping[str, Any], worse: float, least: float) -> Rates:
    """How one group leaves; a doubted claim is `worse` times the counted rate, or `least` where that is 0."""
    rate = group["rate"]
    value = rate["value"]
    leaving = Leaving(hazards_from(group["hazards"]), monthly_from(group.get("monthly")))
    if not value:
        # Nobody left: the lower end is nothing, and the upper one cannot be said as a share of nothing.
        return Rates(leaving, 0.0, max(1.0, worse), highest=max(rate["high"] or 0.0, least))
    return Rates(leaving, rate["low"] / value, max(rate["high"] / value, worse))


def _seen(actor: Actor) -> QuerySet[TeamPlan]:
    projects = visible_projects(actor).order_by().values("pk")
    plans = TeamPlan.objects.filter(candidacy__project__in=projects)
    return plans.select_related("candidacy__provider", "candidacy__project", "analysis__roster")


def _engine(plan: TeamPlan) -> int:
    return plan.analysis.engine_version if plan.analysis else 0
