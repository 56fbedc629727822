"""Headcounts, joiners, leavers and rates in a window, each rate with its interval."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from providers.domain.attrition.poisson import Interval, interval
from providers.domain.attrition.shares import share_interval
from providers.domain.attrition.spells import (
    DAYS_IN_YEAR,
    LEAVINGS,
    Leaving,
    Mask,
    Spells,
    Window,
    day_number,
)


class Denominator(StrEnum):
    """What leavers are divided by: three customs, of which person-years is the default here."""

    PERSON_YEARS = "person_years"
    TWO_POINTS = "two_points"
    MONTH_ENDS = "month_ends"


@dataclass(frozen=True, slots=True)
class Rate:
    """Leavers a year and person, with its 95 % interval; all None where nobody was there."""

    leavers: int
    person_years: float
    value: float | None
    ends: Interval | None


@dataclass(frozen=True, slots=True)
class Turnover:
    """What happened in a window: before + joiners - leavers = after, exactly.

    `transfers` have ended here but left nobody; they are counted in `departures`, which is what the
    identity needs, and not in `leavers`, which is what the rate needs.
    """

    before: int
    joiners: int
    departures: int
    transfers: int
    after: int
    stayed: int
    leavers: Rate
    by_reason: tuple[tuple[Leaving, Rate], ...]
    averages: tuple[tuple[Denominator, float], ...]

    @property
    def stability(self) -> float | None:
        """The share of those there at the beginning who are still there at the end."""
        return self.stayed / self.before if self.before else None

    @property
    def stability_ends(self) -> Interval | None:
        """Its interval."""
        return share_interval(self.stayed, self.before)

    def rate_by(self, denominator: Denominator, years: float) -> Rate:
        """Leavers a year over the average headcount of one custom."""
        return rate(self.leavers.leavers, dict(self.averages)[denominator] * years)


def headcount(spells: Spells, day: date) -> int:
    """Return how many are employed beyond this day: start <= day < end."""
    return int(_employed(spells, day_number(day)).sum())


def turnover(spells: Spells, window: Window) -> Turnover:
    """Count a window; raises ArithmeticError if the headcount identity does not hold."""
    before, after = _employed(spells, window.a), _employed(spells, window.b)
    joined = (spells.starts > window.a) & (spells.starts <= window.b)
    ended = (spells.ends > window.a) & (spells.ends <= window.b)
    if before.sum() + joined.sum() - ended.sum() != after.sum():
        raise ArithmeticError("Headcount before + joiners - leavers differs from headcount after.")
    moved = ended & ~spells.departed
    years = person_years(spells, window)
    return Turnover(
        before=int(before.sum()),
        joiners=int(joined.sum()),
        departures=int(ended.sum()),
        transfers=int(moved.sum()),
        after=int(after.sum()),
        stayed=int((before & after).sum()),
        leavers=rate(int((ended & ~moved).sum()), years),
        by_reason=_by_reason(spells, ended, years),
        averages=_averages(spells, window, years),
    )


def rate(leavers: int, person_years: float) -> Rate:
    """Return leavers a year and person with the exact Poisson 95 % interval."""
    if person_years <= 0:
        return Rate(leavers, 0.0, None, None)
    ends = interval(leavers)
    return Rate(
        leavers,
        person_years,
        leavers / person_years,
        Interval(ends.low / person_years, ends.high / person_years),
    )


def person_years(spells: Spells, window: Window) -> float:
    """Return the years that people were employed inside the window, added up."""
    present = np.minimum(spells.ends, window.b) - np.maximum(spells.starts, window.a)
    return float(np.maximum(present, 0).sum() / DAYS_IN_YEAR)


def month_ends(window: Window) -> tuple[date, ...]:
    """Return the last days of the months that end inside the window, its own last day included."""
    days = [_month_end(window.after)]
    while days[-1] < window.until:
        days.append(_month_end(days[-1] + timedelta(days=1)))
    inside = [day for day in days if window.after < day < window.until]
    return (*inside, window.until)


def _employed(spells: Spells, day: int) -> Mask:
    employed: Mask = (spells.starts <= day) & (day < spells.ends)
    return employed


def _by_reason(spells: Spells, ended: Mask, years: float) -> tuple[tuple[Leaving, Rate], ...]:
    reasons = (Leaving.VOLUNTARY, Leaving.INVOLUNTARY, Leaving.OTHER)
    return tuple(
        (reason, rate(int((ended & (spells.leavings == LEAVINGS.index(reason))).sum()), years))
        for reason in reasons
    )


def _averages(spells: Spells, window: Window, years: float) -> tuple[tuple[Denominator, float], ...]:
    ends = headcount(spells, window.after), headcount(spells, window.until)
    monthly = [headcount(spells, day) for day in month_ends(window)]
    return (
        (Denominator.PERSON_YEARS, years / window.years),
        (Denominator.TWO_POINTS, sum(ends) / 2),
        (Denominator.MONTH_ENDS, sum(monthly) / len(monthly)),
    )


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
