"""How long today's people have been there, by function: bands, medians and rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.domain.attrition.spells import DAYS_IN_MONTH, DAYS_IN_YEAR, OPEN, Days, Mask, Spells, Window
from providers.domain.attrition.turnover import Rate, Turnover, rate, turnover

# Lower ends in months; the last band has no upper end.
BAND_EDGES: tuple[int, ...] = (0, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class Band:
    """People of one tenure band at the end of the window, and who left it during the window."""

    from_months: int
    to_months: int | None
    headcount: int
    leavers: Rate


@dataclass(frozen=True, slots=True)
class GroupTenure:
    """One function or site: its turnover, its bands and the median tenure of those there, in years."""

    name: str
    turnover: Turnover
    bands: tuple[Band, ...]
    median_years: float | None


def group_tenure(name: str, spells: Spells, window: Window) -> GroupTenure:
    """Return what a window shows of one group of people."""
    present = spells.where((spells.starts <= window.b) & (window.b < spells.ends))
    tenures = window.b - present.starts
    return GroupTenure(
        name=name,
        turnover=turnover(spells, window),
        bands=bands(spells, window),
        median_years=float(np.median(tenures)) / DAYS_IN_YEAR if len(tenures) else None,
    )


def bands(spells: Spells, window: Window) -> tuple[Band, ...]:
    """Return the tenure bands: who is in each at the end, and leavers per person-year spent in it."""
    uppers = (*BAND_EDGES[1:], None)
    return tuple(_band(spells, window, low, high) for low, high in zip(BAND_EDGES, uppers, strict=True))


def band_rate(spells: Spells, window: Window, from_months: float, to_months: float | None) -> Rate:
    """Return the rate at which people leave between two tenures, in months."""
    opens = spells.starts + round(from_months * DAYS_IN_MONTH)
    closes = _closes(spells, to_months)
    begins, stops = np.maximum(opens, window.a), np.minimum(closes, window.b)
    present = np.maximum(np.minimum(spells.ends, stops) - begins, 0).sum() / DAYS_IN_YEAR
    inside = _inside(spells.ends, opens, closes) & spells.departed
    left = inside & (spells.ends > window.a) & (spells.ends <= window.b)
    return rate(int(left.sum()), float(present))


def _band(spells: Spells, window: Window, low: int, high: int | None) -> Band:
    tenures = window.b - spells.starts
    present = (spells.starts <= window.b) & (window.b < spells.ends)
    inside = tenures >= round(low * DAYS_IN_MONTH)
    if high is not None:
        inside &= tenures < round(high * DAYS_IN_MONTH)
    return Band(low, high, int((present & inside).sum()), band_rate(spells, window, low, high))


def _closes(spells: Spells, to_months: float | None) -> Days:
    if to_months is None:
        return np.full(len(spells), OPEN, dtype=np.int64)
    closes: Days = spells.starts + round(to_months * DAYS_IN_MONTH)
    return closes


def _inside(ends: Days, opens: Days, closes: Days) -> Mask:
    # On the day they start people have a tenure of 0: the first band takes that in.
    inside: Mask = (ends >= opens) & (ends < closes)
    return inside
