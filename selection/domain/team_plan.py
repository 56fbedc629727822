"""What attrition means for an assigned team: who may leave before the end, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from providers.domain.attrition.forecasting import Basis, Leavers, Leaving, number_of_leavers, scaled
from providers.domain.attrition.losses import Assumptions, Loss, RemedySizes, loss, remedies
from providers.domain.attrition.seats import ByMonth, departures_with_backfill

# Expected numbers that differ by less are the same.
SAME = 1e-9


class CaseName(StrEnum):
    """Which end of the rate's interval a run of the plan takes."""

    LOW = "low"
    BASE = "base"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody assigned: a role instead of a name, a function, and months with the provider so far.

    Where their first day was told, the months follow from it.
    """

    role: str
    function: str
    tenure: float
    started: date | None = None


def member_data(member: TeamMember) -> dict[str, Any]:
    """Return one person as plain data; the first day only where it was told."""
    data = {"role": member.role, "function": member.function, "tenure": member.tenure}
    return {**data, "started": member.started.isoformat()} if member.started else data


def member_from(data: Mapping[str, Any]) -> TeamMember:
    """Return what was stored."""
    started = date.fromisoformat(data["started"]) if data.get("started") else None
    return TeamMember(data["role"], data["function"], float(data["tenure"]), started)


@dataclass(frozen=True)
class Rates:
    """What is known of one function: how people leave, and the ends of its rate as shares of the rate itself.

    `highest` is the upper end of the rate where nobody left: a share of nothing would say nothing.
    """

    leaving: Leaving
    low: float
    high: float
    highest: float = 0.0

    def by_month(self, case: CaseName, tenure: float, months: int) -> tuple[float, ...]:
        """Return the probability of leaving in each coming month, given that one is still there."""
        ratio = {CaseName.LOW: self.low, CaseName.BASE: 1.0, CaseName.HIGH: self.high}[case]
        least = 1 - math.exp(-self.highest / 12) if case is CaseName.HIGH else 0.0
        chances = self.leaving.by_month(tenure, months)
        return tuple(max(least, scaled(chance, ratio)) for chance in chances)


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
    """The probability of one person's leaving before the end, at low, base and high rates; from what."""

    member: TeamMember
    low: float
    base: float
    high: float
    by_function: bool
    basis: Basis

    def at(self, case: CaseName) -> float:
        """Return the probability in one case."""
        return {CaseName.LOW: self.low, CaseName.BASE: self.base, CaseName.HIGH: self.high}[case]


@dataclass(frozen=True)
class Case:
    """One run of the plan: leavers and departures, without and with filling seats again, and their loss.

    `chances` are those of each person, in the order of the team.
    """

    name: CaseName
    chances: tuple[float, ...]
    leavers: Leavers
    departures: Leavers
    loss: Loss
    unfilled_months: float

    @property
    def range(self) -> tuple[int, int]:
        """The likely range of leavers."""
        return self.leavers.range()

    @property
    def cost(self) -> int:
        """The whole cost, in whole units of the currency."""
        return round(self.loss.cost)

    @property
    def departures_range(self) -> tuple[int, int]:
        """The likely range of departures."""
        return self.departures.range()


@dataclass(frozen=True)
class Remedy:
    """What one remedy would save against the case that is planned with."""

    name: str
    loss: Loss
    months_saved: float
    cost_saved: float


@dataclass(frozen=True)
class TeamPlan:
    """The whole plan: each person, the three cases, which of them is planned with, and the remedies."""

    outlooks: tuple[Outlook, ...]
    cases: tuple[Case, ...]
    planned_with: CaseName
    remedies: tuple[Remedy, ...]
    sizes: RemedySizes

    def case(self, name: CaseName) -> Case:
        """Return one of the cases."""
        return next(case for case in self.cases if case.name is name)

    @property
    def has_interval(self) -> bool:
        """Whether the rates have ends of their own; a mere claim has none."""
        low, high = self.case(CaseName.LOW), self.case(CaseName.HIGH)
        return high.leavers.expected - low.leavers.expected > SAME

    @property
    def planned(self) -> Case:
        """The case that is planned with."""
        return self.case(self.planned_with)


@dataclass(frozen=True)
class Means:
    """What a plan is computed with: what is known, what is assumed, and which case to plan with."""

    knowledge: Knowledge
    assumptions: Assumptions = field(default_factory=Assumptions)
    sizes: RemedySizes = field(default_factory=RemedySizes)
    planned_with: CaseName = CaseName.BASE


def plan_team(team: Sequence[TeamMember], months: int, means: Means) -> TeamPlan:
    """Return the plan of a team of at least one over a project of some whole months."""
    if not team:
        raise ValueError("A team has at least one member.")
    cases = {name: _case(name, team, months, means) for name in CaseName}
    planned = cases[means.planned_with]
    compared = remedies(means.assumptions, means.sizes)
    return TeamPlan(
        outlooks=_outlooks(team, months, means.knowledge, cases),
        cases=tuple(cases.values()),
        planned_with=means.planned_with,
        remedies=tuple(_remedy(name, planned, len(team), months, changed) for name, changed in compared),
        sizes=means.sizes,
    )


def _outlooks(
    team: Sequence[TeamMember], months: int, knowledge: Knowledge, cases: Mapping[CaseName, Case]
) -> tuple[Outlook, ...]:
    return tuple(
        Outlook(
            member=member,
            low=cases[CaseName.LOW].chances[place],
            base=cases[CaseName.BASE].chances[place],
            high=cases[CaseName.HIGH].chances[place],
            by_function=member.function in knowledge.functions,
            basis=knowledge.of(member.function).leaving.chance(member.tenure, months).basis,
        )
        for place, member in enumerate(team)
    )


def _case(name: CaseName, team: Sequence[TeamMember], months: int, means: Means) -> Case:
    knowledge, assumptions = means.knowledge, means.assumptions
    ahead = [knowledge.of(member.function).by_month(name, member.tenure, months) for member in team]
    chances = tuple(1 - math.prod(1 - chance for chance in person) for person in ahead)
    departures = _departures(name, team, months, means)
    return Case(
        name=name,
        chances=chances,
        leavers=number_of_leavers(chances),
        departures=departures,
        loss=loss(departures.expected, len(team), months, assumptions),
        unfilled_months=math.fsum(_empty_months(person) for person in ahead),
    )


def _empty_months(ahead: Sequence[float]) -> float:
    """Months that a seat stays empty if nobody takes it again; people leave in the middle of a month."""
    there, empty, months = 1.0, 0.0, len(ahead)
    for month, chance in enumerate(ahead):
        empty += there * chance * (months - month - 0.5)
        there *= 1 - chance
    return empty


def _departures(name: CaseName, team: Sequence[TeamMember], months: int, means: Means) -> Leavers:
    """Seats of one function are filled again by people of that function; functions are added up."""
    total, vacancy = Leavers((1.0,)), int(means.assumptions.vacancy + 0.5)
    for function in dict.fromkeys(member.function for member in team):
        rates = means.knowledge.of(function)
        tenures = [member.tenure for member in team if member.function == function]
        part = departures_with_backfill(_in_case(rates, name), tenures, months, vacancy)
        total = total.plus(part)
    return total


def _in_case(rates: Rates, name: CaseName) -> ByMonth:
    def by_month(tenure: float, months: int) -> Sequence[float]:
        return rates.by_month(name, tenure, months)

    return by_month


def _remedy(name: str, planned: Case, team: int, months: int, changed: Assumptions) -> Remedy:
    cheaper = loss(planned.departures.expected, team, months, changed)
    return Remedy(
        name=name,
        loss=cheaper,
        months_saved=planned.loss.months - cheaper.months,
        cost_saved=planned.loss.cost - cheaper.cost,
    )
