"""The stored figures of a roster as the pages show them; small groups do not leave here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.domain.attrition.suppression import FEWEST_SHOWN, suppressed

MOST_CURVES = 4
SHADES = 6


@dataclass(frozen=True)
class RateFigure:
    """A rate with its interval, as shares; None where it is not known or not shown."""

    value: float | None
    low: float | None
    high: float | None
    leavers: int | None


@dataclass(frozen=True)
class Cell:
    """The share of a group's people in one tenure band; `shade` from 0 to 6 says how large it is."""

    share: float | None
    shade: int


@dataclass(frozen=True)
class GroupRow:
    """One function or site; only its name and that it is small, where it is."""

    name: str
    is_small: bool
    headcount: int | None = None
    rate: RateFigure | None = None
    median_tenure: float | None = None
    median_stay: float | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Stay:
    """The share still there after some years."""

    years: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Overall:
    """The whole company in one window."""

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


def overall(result: Mapping[str, Any]) -> Overall:
    """The figures of everybody; what stands on fewer than five people is left out."""
    group = result["everybody"]
    reasons = group["by_reason"]
    first = group["first_year"]
    solid = first["joined"] >= FEWEST_SHOWN
    return Overall(
        rate=rate_figure(group["rate"]),
        voluntary=rate_figure(reasons["voluntary"]),
        involuntary=rate_figure(reasons["involuntary"]),
        other=rate_figure(reasons["other"]),
        before=group["headcount_before"],
        joiners=group["joiners"],
        leavers=group["leavers"],
        after=group["headcount_after"],
        stability=group["stability"] if group["headcount_before"] >= FEWEST_SHOWN else None,
        first_year_share=first["share"] if solid else None,
        first_year_joined=first["joined"],
        first_year_by_curve=first["by_curve"],
        median_stay=group["median_stay_years"],
        median_tenure=group["median_tenure_years"] if group["headcount_after"] >= FEWEST_SHOWN else None,
        stays=tuple(Stay(**each) for each in group["survival"] if each["share"] is not None),
        by_denominator=group["rate_by_denominator"],
    )


def group_rows(groups: Sequence[Mapping[str, Any]]) -> tuple[GroupRow, ...]:
    """The groups by size; those that would show single people, and what would give them away, are hidden."""
    hidden = suppressed({group["name"]: _size(group) for group in groups})
    return tuple(_row(group, is_small=group["name"] in hidden) for group in groups)


def curves(result: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The curves to draw: the largest functions that may be shown, or everybody where there are none."""
    groups = result["functions"]
    hidden = suppressed({group["name"]: _size(group) for group in groups})
    shown = [(group["name"], group["curve"]) for group in groups if group["name"] not in hidden]
    drawn = [(name, curve) for name, curve in shown if curve["months"]]
    return drawn[:MOST_CURVES] or [("", result["everybody"]["curve"])]


def rate_figure(rate: Mapping[str, Any]) -> RateFigure:
    """A stored rate; not shown where fewer than five person-years stand behind it."""
    if rate["person_years"] < FEWEST_SHOWN:
        return RateFigure(None, None, None, None)
    return RateFigure(rate["value"], rate["low"], rate["high"], rate["leavers"])


def _size(group: Mapping[str, Any]) -> int:
    """The smallest denominator that its figures have."""
    average = round(group["average_headcount"]["person_years"])
    sizes = [size for size in (group["headcount_after"], average) if size]
    return min(sizes, default=0)


def _row(group: Mapping[str, Any], *, is_small: bool) -> GroupRow:
    if is_small:
        return GroupRow(group["name"], is_small=True)
    total = group["headcount_after"]
    return GroupRow(
        name=group["name"],
        is_small=False,
        headcount=total,
        rate=rate_figure(group["rate"]),
        median_tenure=group["median_tenure_years"],
        median_stay=group["median_stay_years"],
        cells=tuple(_cell(band["headcount"], total) for band in group["bands"]),
    )


def _cell(count: int, total: int) -> Cell:
    if not total:
        return Cell(None, 0)
    share = count / total
    return Cell(share, min(SHADES, round(share * 2 * SHADES)))
