"""What attrition means for an assigned team: who may leave before the end, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from providers.domain.attrition.forecasting import Hazards, Leavers, number_of_leavers, scaled
from providers.domain.attrition.losses import Assumptions, Loss, loss, remedies
from providers.domain.attrition.seats import departures_with_backfill


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody assigned: a role instead of a name, a function, and months with the provider so far."""

    role: str
    function: str
    tenure: float


@dataclass(frozen=True)
class Rates:
    """What is known of one function: its hazards, and the ends of its rate as shares of the rate itself."""

    hazards: Hazards
    low: float
    high: float


@dataclass(frozen=True)
class Knowledge:
    """The rates of a provider: by function, and of everybody for functions that are not on the roster."""

    everybody: Rates
    functions: Mapping[str, Rates]

    def of(self, function: str) -> Rates:
        """Return the rates of a function, or everybody's."""
        return self.functions.get(function, self.everybody)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The probability of one person's leaving before the end, at low, base and high rates."""

    member: TeamMember
    low: float
    base: float
    high: float
    by_function: bool


@dataclass(frozen=True)
class Case:
    """One run of the plan: leavers without and with filling seats again, and the loss of the latter."""

    name: str
    leavers: Leavers
    departures: Leavers
    loss: Loss


@dataclass(frozen=True)
class Remedy:
    """What one remedy would save against the base case."""

    name: str
    loss: Loss
    months_saved: float
    cost_saved: float


@dataclass(frozen=True)
class TeamPlan:
    """The whole plan: each person, the three cases, and the remedies side by side."""

    outlooks: tuple[Outlook, ...]
    low: Case
    base: Case
    high: Case
    remedies: tuple[Remedy, ...]


def plan_team(
    team: Sequence[TeamMember], months: int, knowledge: Knowledge, assumptions: Assumptions
) -> TeamPlan:
    """Return the plan of a team of at least one over a project of some whole months."""
    outlooks = tuple(_outlook(member, months, knowledge) for member in team)
    cases = {name: _case(name, team, months, knowledge, assumptions) for name in ("low", "base", "high")}
    base = cases["base"]
    return TeamPlan(
        outlooks=outlooks,
        low=cases["low"],
        base=base,
        high=cases["high"],
        remedies=tuple(
            _remedy(name, base, len(team), months, changed) for name, changed in remedies(assumptions)
        ),
    )


def _outlook(member: TeamMember, months: int, knowledge: Knowledge) -> Outlook:
    rates = knowledge.of(member.function)
    chance = rates.hazards.leaving(member.tenure, months)
    return Outlook(
        member=member,
        low=scaled(chance, rates.low),
        base=chance,
        high=scaled(chance, rates.high),
        by_function=member.function in knowledge.functions,
    )


def _case(
    name: str, team: Sequence[TeamMember], months: int, knowledge: Knowledge, assumptions: Assumptions
) -> Case:
    chances = [_chance(name, member, months, knowledge) for member in team]
    departures = _departures(name, team, months, knowledge, round(assumptions.vacancy))
    return Case(
        name=name,
        leavers=number_of_leavers(chances),
        departures=departures,
        loss=loss(departures.expected, len(team), months, assumptions),
    )


def _chance(name: str, member: TeamMember, months: int, knowledge: Knowledge) -> float:
    rates = knowledge.of(member.function)
    return scaled(rates.hazards.leaving(member.tenure, months), _ratio(name, rates))


def _departures(
    name: str, team: Sequence[TeamMember], months: int, knowledge: Knowledge, vacancy: int
) -> Leavers:
    """Seats of one function are filled again by people of that function; functions are added up."""
    total: Leavers | None = None
    for function in dict.fromkeys(member.function for member in team):
        rates = knowledge.of(function)
        tenures = [member.tenure for member in team if member.function == function]
        part = departures_with_backfill(rates.hazards, tenures, months, vacancy, ratio=_ratio(name, rates))
        total = part if total is None else total.plus(part)
    if total is None:
        raise ValueError("A team has at least one member.")
    return total


def _ratio(name: str, rates: Rates) -> float:
    return {"low": rates.low, "base": 1.0, "high": rates.high}[name]


def _remedy(name: str, base: Case, team: int, months: int, changed: Assumptions) -> Remedy:
    cheaper = loss(base.departures.expected, team, months, changed)
    return Remedy(
        name=name,
        loss=cheaper,
        months_saved=base.loss.months - cheaper.months,
        cost_saved=base.loss.cost - cheaper.cost,
    )
