"""A team plan in words: what to expect, what it rests on, and where each figure comes from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from outsourcing.ui.charts import Chart
from outsourcing.ui.formats import NOTHING, count_text, day_text, decimal_text, share_text
from providers.charts import leavers_chart
from providers.domain.attrition.forecasting import Basis, Leavers
from providers.domain.attrition.grading import Grade
from selection.domain.footing import Footing, footing_from
from selection.domain.team_plan import Case, CaseName, Outlook
from selection.domain.team_plan import TeamPlan as Planned
from selection.forms.plan import ALL
from selection.models import TeamPlan
from selection.queries.plans import Grounds
from selection.views.plan_figures import figure_text


@dataclass(frozen=True)
class AssumptionLine:
    """An assumption as it is shown."""

    label: str
    value: str
    source: str
    year: int | None


@dataclass(frozen=True)
class PersonLine:
    """One person: the probability of leaving in the case that is planned with, and what it was taken from."""

    outlook: Outlook
    chance: float
    taken_from: str


@dataclass(frozen=True)
class RemedyRow:
    """One figure of the plan, as it is and with each remedy."""

    label: str
    texts: tuple[str, ...]
    is_saving: bool = False


def answer(plan: TeamPlan, figures: Planned) -> str:
    """The first line: how many of how many, and what it takes from the plan."""
    case = figures.planned
    low, high = case.leavers.range()
    facts = {
        "expected": decimal_text(case.leavers.expected),
        "team": len(plan.team),
        "months": plan.months,
        "low": low,
        "high": high,
        "lost": decimal_text(case.loss.months),
    }
    said = _(
        "Expect %(expected)s of a team of %(team)d to leave within %(months)d months (likely %(low)d to "
        "%(high)d), and %(lost)s months of work lost to vacancies and re-learning."
    )
    return said % facts


def footing_text(footing: Footing, *, has_roster: bool) -> str:
    """Why the upper end is planned with; nothing where the proof is solid."""
    if footing.grade.is_solid:
        return ""
    if not has_roster:
        return _claim_alone(footing)
    grade = {
        Grade.C: _("leavers are listed, but nothing else confirms them"),
        Grade.D: _("the roster lists current staff only"),
    }.get(footing.grade, _("there is a claim only"))
    said = _("Proof of attrition has grade %(grade)s: %(why)s.") % {"grade": footing.grade, "why": grade}
    if footing.claimed is None:
        if footing.grade is Grade.D:
            return f"{said} " + _(
                "Whoever left may be missing from it: the plan takes the upper end of nobody, which is far "
                "too little if people did leave. Record what the provider claims."
            )
        return f"{said} " + _("Therefore the plan takes the upper end of the counted rate.")
    worse = _("Therefore the plan takes the worse of the claim (%(claimed)s) and the upper end.")
    return f"{said} {worse % {'claimed': _claim(footing)}}"


def rests_on(plan: TeamPlan) -> str:
    """What the figures were taken from, as the head of the page says it."""
    if plan.analysis is None:
        return _("by its claim (%(claimed)s), without a roster") % {"claimed": _claim(footing_of(plan))}
    return _("by its roster of %(day)s") % {"day": day_text(plan.analysis.roster.as_of)}


def newer_text(plan: TeamPlan, newer: Grounds) -> str:
    """What became known since the plan was saved."""
    if newer.analysis and newer.analysis != plan.analysis:
        return _("A roster of %(day)s came in.") % {"day": day_text(newer.analysis.roster.as_of)}
    before, after = footing_of(plan), newer.footing
    if before.grade is not after.grade:
        graded = {"before": before.grade, "after": after.grade}
        return _("Proof of attrition went from grade %(before)s to %(after)s.") % graded
    if after.claimed is None:
        return _("The claim was withdrawn.")
    return _("The claim is now %(claimed)s.") % {"claimed": _claim(after)}


def case_lines(figures: Planned) -> list[tuple[Case, str]]:
    """The cases with their names; a mere claim has no interval, and so one case."""
    if not figures.has_interval:
        return [(figures.planned, _("As claimed"))]
    names = {CaseName.LOW: _("Low"), CaseName.BASE: _("Base"), CaseName.HIGH: _("High")}
    return [(case, names[case.name]) for case in figures.cases]


def remedy_rows(figures: Planned) -> list[RemedyRow]:
    """The plan as it is and with each remedy, side by side, and what each would save."""
    losses = [figures.planned.loss, *(remedy.loss for remedy in figures.remedies)]
    months = [decimal_text(remedy.months_saved) for remedy in figures.remedies]
    money = [count_text(round(remedy.cost_saved)) for remedy in figures.remedies]
    slips = tuple(NOTHING if each.slip is None else decimal_text(each.slip) for each in losses)
    return [
        RemedyRow(
            _("FTE-months lost by each departure"), tuple(decimal_text(e.months_each, 2) for e in losses)
        ),
        RemedyRow(_("FTE-months lost"), tuple(decimal_text(each.months) for each in losses)),
        RemedyRow(_("Share of capacity"), tuple(share_text(each.share, 1) for each in losses)),
        RemedyRow(_("Delay, months"), slips),
        RemedyRow(_("Cost"), tuple(count_text(round(each.cost)) for each in losses)),
        RemedyRow(_("FTE-months saved"), (NOTHING, *months), is_saving=True),
        RemedyRow(_("Money saved"), (NOTHING, *money), is_saving=True),
    ]


def people_lines(figures: Planned) -> list[PersonLine]:
    """Everybody of the team, in the order they were typed in."""
    return [
        PersonLine(outlook, outlook.at(figures.planned_with), _taken_from(outlook))
        for outlook in figures.outlooks
    ]


def assumption_lines(plan: TeamPlan) -> list[AssumptionLine]:
    """Every assumption that the plan was saved with."""
    known = [(each, plan.assumptions[each.name]) for each in ALL if each.name in plan.assumptions]
    return [
        AssumptionLine(
            label=str(each.label),
            value=figure_text(each, float(said["value"])),
            source=str(said["source"]),
            year=said.get("year"),
        )
        for each, said in known
    ]


def charts(figures: Planned) -> tuple[Chart, Chart]:
    """How many leave the team as it is, and how many departures there are when seats are filled again."""
    case = figures.planned
    return (
        leavers_chart(
            "leavers",
            case.leavers.probabilities,
            case.leavers.range(),
            (_("People who leave before the project ends"), in_words(case.leavers)),
        ),
        leavers_chart(
            "departures",
            case.departures.probabilities,
            case.departures.range(),
            (_("Departures, newcomers included"), in_words(case.departures)),
        ),
    )


def footing_of(plan: TeamPlan) -> Footing:
    """What the plan stood on when it was saved."""
    return footing_from(plan.footing)


def in_words(leavers: Leavers) -> str:
    """How likely it is that nobody leaves, and, where there are as many, three or more."""
    facts = {"none": share_text(leavers.probabilities[0], 1), "three": share_text(leavers.at_least(3), 1)}
    if len(leavers.probabilities) <= 3:
        return _("Nobody leaves with a probability of %(none)s.") % facts
    return _("Nobody leaves with a probability of %(none)s; three or more leave with %(three)s.") % facts


def _claim_alone(footing: Footing) -> str:
    said = _(
        "There is no roster: the plan takes the claim (%(claimed)s) for everybody alike, whatever their "
        "tenure. A claim has no interval, and nothing proves it: ask for a roster."
    )
    return said % {"claimed": _claim(footing)}


def _claim(footing: Footing) -> str:
    told = f"{share_text(footing.claimed, 1)}, {footing.source}"
    return _("%(claim)s, voluntary leavers only") % {"claim": told} if footing.voluntary_only else told


def _taken_from(outlook: Outlook) -> str:
    if outlook.basis is Basis.CLAIM:
        return _("the claim alone")
    name = outlook.member.function if outlook.by_function else _("everybody")
    if outlook.basis is Basis.CURVE:
        return _("curve of %(name)s") % {"name": name}
    return _("rates by tenure of %(name)s, as the curve does not reach") % {"name": name}
