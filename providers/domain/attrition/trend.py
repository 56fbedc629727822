"""One roster as a point of a trend, read from figures that were stored with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from providers.domain.attrition.poisson import Interval
from providers.domain.attrition.shares import share_interval
from providers.domain.attrition.showing import is_solid
from providers.domain.attrition.suppression import FEWEST_SHOWN, smallest, tells_reasons

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its interval; all of it None where too few people stand behind it."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What one roster says: rates of its last year, shares in [0, 1], stays in years."""

    as_of: date
    headcount: int | None
    leavers: int | None
    turnover: Figure
    voluntary: Figure
    voluntary_share: Figure
    median_stay: Figure


def trend_point(as_of: date, year: Mapping[str, Any], years: Mapping[str, Any]) -> TrendPoint:
    """Return the point of one roster, rates of one year and stays of several; few people are left out."""
    rate, voluntary = year["rate"], year["voluntary"]
    headcount: int = year["headcount_after"]
    # A list that names nobody who left says nothing of how many leave.
    # One that gives no reasons says nothing of how many leave of their own will.
    told = tells_reasons(years)
    solid = smallest(headcount, rate["person_years"]) >= FEWEST_SHOWN and years["leavers"] > 0
    return TrendPoint(
        as_of=as_of,
        headcount=headcount if headcount >= FEWEST_SHOWN else None,
        leavers=rate["leavers"] if solid else None,
        turnover=_figure(rate) if solid else Figure(),
        voluntary=_figure(voluntary) if solid and told else Figure(),
        voluntary_share=_share(voluntary["leavers"], rate["leavers"]) if told else Figure(),
        median_stay=_stay(years) if solid else Figure(),
    )


def _figure(rate: Mapping[str, Any]) -> Figure:
    return Figure(rate["value"], rate["low"], rate["high"])


def _share(count: int, total: int) -> Figure:
    ends: Interval | None = share_interval(count, total) if total >= FEWEST_SHOWN else None
    return Figure(count / total, ends.low, ends.high) if ends else Figure()


def _stay(stored: Mapping[str, Any]) -> Figure:
    median = stored["median_stay_years"]
    if median is None or not is_solid(stored, median * MONTHS_IN_YEAR):
        return Figure()
    # Figures of before intervals were stored have none.
    ends = stored["median_stay_ends"] or {"low": None, "high": None}
    return Figure(median, ends["low"], ends["high"])


def moved(before: Figure, after: Figure) -> float | None:
    """Return by how much a figure moved where their intervals leave no doubt of it; None otherwise."""
    if None in (before.low, before.high, after.low, after.high, before.value, after.value):
        return None
    apart = after.low > before.high or after.high < before.low  # type: ignore[operator]
    return after.value - before.value if apart else None  # type: ignore[operator]
