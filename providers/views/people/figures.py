"""The stored figures of a roster as the pages show them; small groups do not leave here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.domain.attrition.showing import (
    hidden_groups,
    is_solid,
    observed,
    people_behind,
    solid_curve,
)
from providers.domain.attrition.suppression import FEWEST_SHOWN, tells_reasons

MOST_CURVES = 4
# A curve of fewer leavers is a few steps in a wide band.
FEWEST_STEPS = 10
SHADES = 6
RISK_MONTHS = (0, 12, 24, 36, 60, 84, 120)
MONTHS_IN_YEAR = 12

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class RateFigure:
    """A rate with its interval, as shares; None where it is not known or not shown."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    leavers: int | None = None


@dataclass(frozen=True)
class Cell:
    """The share of a group's people in one tenure band; `shade` from 0 to 6 says how large it is."""

    share: float | None
    shade: int


@dataclass(frozen=True)
class GroupRow:
    """One function or site; only its name and why, where it is hidden."""

    name: str
    is_hidden: bool = False
    is_small: bool = False
    headcount: int | None = None
    rate: RateFigure = RateFigure()
    median_tenure: float | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Stay:
    """The share still there after some years."""

    years: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Observed:
    """How many of one curve were still observed at each of the months; None where it is not told."""

    name: str
    people: tuple[int | None, ...]


@dataclass(frozen=True)
class Overall:
    """The whole company in one window.

    `is_small`: fewer than five people, of whom nothing is told. `names_leavers`: without any, a list says
    who is there, and nothing of how many leave; without `names_reasons`, nothing of why.
    """

    is_small: bool
    names_leavers: bool
    names_reasons: bool
    rate: RateFigure
    voluntary: RateFigure
    involuntary: RateFigure
    other: RateFigure
    before: int
    joiners: int
    leavers: int
    after: int
    stability: float | None
    first_year_share: float | None
    first_year_joined: int
    first_year_by_curve: float | None
    median_stay: float | None
    median_tenure: float | None
    stays: tuple[Stay, ...]
    by_denominator: Mapping[str, float | None]
    busiest_months: tuple[int, int] | None


def overall(result: Stored) -> Overall:
    """The figures of everybody; what stands on fewer than five people is left out."""
    group = result["everybody"]
    reasons, first = group["by_reason"], group["first_year"]
    median, year = group["median_stay_years"], MONTHS_IN_YEAR
    return Overall(
        is_small=people_behind(group) < FEWEST_SHOWN,
        names_leavers=group["leavers"] > 0,
        names_reasons=tells_reasons(reasons),
        rate=rate_figure(group["rate"]),
        voluntary=rate_figure(reasons["voluntary"]),
        involuntary=rate_figure(reasons["involuntary"]),
        other=rate_figure(reasons["other"]),
        before=group["headcount_before"],
        joiners=group["joiners"],
        leavers=group["leavers"],
        after=group["headcount_after"],
        stability=group["stability"] if group["headcount_before"] >= FEWEST_SHOWN else None,
        first_year_share=first["share"] if first["joined"] >= FEWEST_SHOWN else None,
        first_year_joined=first["joined"],
        first_year_by_curve=first["by_curve"] if is_solid(group, year) else None,
        median_stay=median if median is not None and is_solid(group, median * year) else None,
        median_tenure=group["median_tenure_years"] if group["headcount_after"] >= FEWEST_SHOWN else None,
        stays=_stays(group),
        by_denominator=group["rate_by_denominator"],
        # A peak of one or two leavers is chance.
        busiest_months=_pair(group.get("busiest_months")) if first["left"] >= FEWEST_STEPS else None,
    )


def group_rows(result: Stored, kind: str) -> tuple[GroupRow, ...]:
    """The functions or sites by size; those that would show single people, or give them away, are hidden."""
    groups, everybody = result[kind], result["everybody"]
    hidden = hidden_groups(groups, everybody)
    return tuple(
        GroupRow(group["name"], is_hidden=True, is_small=hidden[group["name"]])
        if group["name"] in hidden
        else _row(group, names_leavers=everybody["leavers"] > 0)
        for group in groups
        if people_behind(group)
    )


def curves(result: Stored) -> list[tuple[str, Stored]]:
    """Groups whose curves are drawn: the largest functions with enough leavers, else everybody."""
    groups = result["functions"]
    hidden = hidden_groups(groups, result["everybody"])
    shown = [group for group in groups if group["name"] not in hidden and group["leavers"] >= FEWEST_STEPS]
    drawn = [(group["name"], group) for group in shown if solid_curve(group["curve"])["months"]]
    return drawn[:MOST_CURVES] if len(drawn) > 1 else [("", result["everybody"])]


def observed_rows(named: Sequence[tuple[str, Stored]]) -> tuple[Observed, ...]:
    """The numbers at risk below the curves."""
    return tuple(
        Observed(name, tuple(_told(group, month) for month in risk_months(named))) for name, group in named
    )


def risk_months(named: Sequence[tuple[str, Stored]]) -> tuple[int, ...]:
    """The months up to which some curve is drawn."""
    reach = max((solid_curve(group["curve"])["reach_months"] for _name, group in named), default=0)
    return tuple(month for month in RISK_MONTHS if month <= reach)


def rate_figure(rate: Stored) -> RateFigure:
    """A stored rate; not shown where fewer than five person-years stand behind it."""
    if rate["person_years"] < FEWEST_SHOWN:
        return RateFigure()
    return RateFigure(rate["value"], rate["low"], rate["high"], rate["leavers"])


def _told(group: Stored, month: int) -> int | None:
    people = observed(group, month)
    return people if people is not None and people >= FEWEST_SHOWN else None


def _stays(group: Stored) -> tuple[Stay, ...]:
    known = [each for each in group["survival"] if each["share"] is not None]
    return tuple(Stay(**each) for each in known if is_solid(group, each["years"] * MONTHS_IN_YEAR))


def _row(group: Stored, *, names_leavers: bool) -> GroupRow:
    total = group["headcount_after"]
    return GroupRow(
        name=group["name"],
        headcount=total,
        rate=rate_figure(group["rate"]) if names_leavers else RateFigure(),
        median_tenure=group["median_tenure_years"],
        cells=tuple(_cell(band["headcount"], total) for band in group["bands"]),
    )


def _cell(count: int, total: int) -> Cell:
    if not total:
        return Cell(None, 0)
    share = count / total
    return Cell(share, min(SHADES, round(share * 2 * SHADES)))


def _pair(months: Sequence[int] | None) -> tuple[int, int] | None:
    return (months[0], months[1]) if months else None
