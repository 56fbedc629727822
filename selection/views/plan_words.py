"""A team plan in words: what to expect, what it rests on, and where each figure comes from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from outsourcing.ui.charts import Chart
from outsourcing.ui.formats import NOTHING, count_text, decimal_text, share_text
from providers.charts import leavers_chart
from providers.domain.attrition.forecasting import Basis, Leavers
from providers.domain.attrition.grading import Grade
from selection.domain.footing import Footing, footing_from
from selection.domain.team_plan import CaseName, Outlook
from selection.domain.team_plan import TeamPlan as Planned
from selection.forms.plan import ALL, Assumption
from selection.models import TeamPlan


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


def footing_text(footing: Footing) -> str:
    """Why the upper end is planned with; nothing where the proof is solid."""
    if footing.grade.is_solid:
        return ""
    grade = {
        Grade.C: _("leavers are listed, but nothing else confirms them"),
        Grade.D: _("the roster lists current staff only"),
    }.get(footing.grade, _("there is a claim only"))
    said = _("Proof of attrition has grade %(grade)s: %(why)s.") % {"grade": footing.grade, "why": grade}
    if footing.claimed is None:
        return f"{said} " + _("Therefore the plan takes the upper end of the counted rate.")
    claimed = {"claimed": share_text(footing.claimed, 1), "source": footing.source}
    worse = _("Therefore the plan takes the worse of the claim (%(claimed)s, %(source)s) and the upper end.")
    return f"{said} {worse % claimed}"


def case_name(name: CaseName) -> str:
    """The name of a case."""
    return {CaseName.LOW: _("Low"), CaseName.BASE: _("Base"), CaseName.HIGH: _("High")}[name]


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
            value=_typed(each, float(said["value"])),
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
            (_("People who leave the assigned team before the project ends"), _in_words(case.leavers)),
        ),
        leavers_chart(
            "departures",
            case.departures.probabilities,
            case.departures.range(),
            (_("Departures, newcomers who leave again included"), _in_words(case.departures)),
        ),
    )


def footing_of(plan: TeamPlan) -> Footing:
    """What the plan stood on when it was saved."""
    return footing_from(plan.footing)


def _in_words(leavers: Leavers) -> str:
    facts = {"none": share_text(leavers.probabilities[0], 1), "three": share_text(leavers.at_least(3), 1)}
    return _("Nobody leaves with a probability of %(none)s; three or more leave with %(three)s.") % facts


def _taken_from(outlook: Outlook) -> str:
    name = outlook.member.function if outlook.by_function else _("everybody")
    if outlook.basis is Basis.CURVE:
        return _("curve of %(name)s") % {"name": name}
    return _("rates by tenure of %(name)s, as the curve does not reach") % {"name": name}


def _typed(each: Assumption, value: float) -> str:
    if each.percent:
        return share_text(value)
    return count_text(round(value)) if each.most > 1_000 else decimal_text(value)
