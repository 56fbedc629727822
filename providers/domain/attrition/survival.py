"""How long people stay: the Kaplan-Meier curve with delayed entry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from providers.domain.attrition.spells import Mask, Numbers, Spells, Window

NORMAL_975 = 1.959963984540054
FEWEST_AT_RISK = 5
SHARE_AT_RISK = 0.1


@dataclass(frozen=True)
class Curve:
    """S(t) falls at each of `times`; before the first it is 1.

    All columns have the same length. `errors` is Greenwood's standard error; `low` and `high` are the log-log
    95 % interval, NaN where S is 0. The curve is conditional on still being employed at `given`, and known up
    to `reach`; both in the unit of the times.
    """

    times: Numbers
    at_risk: Numbers
    events: Numbers
    survival: Numbers
    errors: Numbers
    low: Numbers
    high: Numbers
    given: float
    reach: float

    def at(self, time: float) -> float | None:
        """Return S(time); None before the curve begins or beyond its reach, unless it has come to 0."""
        place = self._place(time)
        return None if place is None else 1.0 if place < 0 else float(self.survival[place])

    def ends_at(self, time: float) -> tuple[float, float] | None:
        """Return the interval of S(time); None where it is not known."""
        place = self._place(time)
        if place is None:
            return None
        if place < 0:
            return 1.0, 1.0
        ends = float(self.low[place]), float(self.high[place])
        return None if math.isnan(ends[0]) else ends

    @property
    def median(self) -> float | None:
        """The smallest time at which half have left: the half-life."""
        below = np.flatnonzero(self.survival <= 0.5 + 1e-12)
        return float(self.times[below[0]]) if len(below) else None

    @property
    def median_ends(self) -> tuple[float | None, float | None]:
        """The interval of the half-life: where either end of the band falls to a half, if it does.

        Brookmeyer & Crowley 1982 (Biometrics 38, 29-41), with the log-log band.
        """
        return self._falls_to_half(self.low), self._falls_to_half(self.high)

    def _falls_to_half(self, ends: Numbers) -> float | None:
        # Where nobody is left the band is not known, and the curve itself is at 0.
        below = np.flatnonzero((ends <= 0.5) | (self.survival <= 0))
        return float(self.times[below[0]]) if len(below) else None

    def _place(self, time: float) -> int | None:
        if time < self.given:
            return None
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        gone = place >= 0 and self.survival[place] == 0
        return None if time > self.reach and not gone else place


def kaplan_meier(
    durations: Sequence[float] | Numbers,
    events: Sequence[int] | Sequence[bool] | Mask,
    entries: Sequence[float] | Numbers | None = None,
    *,
    given: float = 0.0,
) -> Curve:
    """Return the product-limit curve; whoever enters at t is not at risk at t.

    The risk set at t is {entry < t <= duration}. `given` leaves out what happened up to that time. Kaplan &
    Meier 1958 (JASA 53, 457-481); Greenwood's variance with the log-log interval as in Klein &
    Moeschberger, Survival Analysis, 2nd ed., 4.2-4.3; delayed entry 4.6.
    """
    exits = np.asarray(durations, dtype=float)
    left = np.asarray(events, dtype=bool)
    entered = np.zeros(len(exits)) if entries is None else np.asarray(entries, dtype=float)
    observed = exits > np.maximum(entered, given)
    exits, left, entered = exits[observed], left[observed], np.maximum(entered[observed], given)
    times, counts = np.unique(exits[left], return_counts=True)
    risk = _at_risk(times, entered, exits)
    return _curve(times, risk, counts.astype(float), given, float(exits.max(initial=given)))


def tenure_curve(spells: Spells, window: Window) -> Curve:
    """Return the curve of tenure in days, seen through a window.

    It begins at the smallest tenure with enough people at risk (5, and a tenth of the largest risk set); a
    tiny early risk set would otherwise ruin the whole curve.
    """
    entries, exits, left = seen_tenures(spells, window)
    return kaplan_meier(exits, left, entries, given=_first_solid(entries, exits))


def seen_tenures(spells: Spells, window: Window) -> tuple[Numbers, Numbers, Mask]:
    """Return the tenures in days at which people came into view and went out of it, and who left then.

    Whoever is transferred goes out of view without having left.
    """
    seen = (spells.starts <= window.b) & (spells.ends > window.a)
    starts, ends = spells.starts[seen], spells.ends[seen]
    entries = np.maximum(0, window.a - starts).astype(float)
    exits = (np.minimum(ends, window.b) - starts).astype(float)
    return entries, exits, (ends <= window.b) & spells.departed[seen]


def _at_risk(times: Numbers, entries: Numbers, exits: Numbers) -> Numbers:
    entered = np.searchsorted(np.sort(entries), times, side="left")
    gone = np.searchsorted(np.sort(exits), times, side="left")
    return (entered - gone).astype(float)


def _first_solid(entries: Numbers, exits: Numbers) -> float:
    """The smallest tenure with enough people at risk just after it."""
    moments = np.unique(entries)
    entered = np.searchsorted(np.sort(entries), moments, side="right")
    gone = np.searchsorted(np.sort(exits), moments, side="right")
    risk = entered - gone
    if not len(risk):
        return 0.0
    solid = np.flatnonzero(risk >= max(FEWEST_AT_RISK, SHARE_AT_RISK * risk.max()))
    return float(moments[solid[0]]) if len(solid) else 0.0


def _curve(times: Numbers, risk: Numbers, counts: Numbers, given: float, reach: float) -> Curve:
    survival = np.cumprod(1 - counts / risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        summed = np.cumsum(counts / (risk * (risk - counts)))
        errors = np.where(survival > 0, survival * np.sqrt(summed), 0.0)
        spread = NORMAL_975 * np.sqrt(summed) / np.abs(np.log(survival))
        low, high = survival ** np.exp(spread), survival ** np.exp(-spread)
    unknown = survival <= 0
    low[unknown] = high[unknown] = math.nan
    return Curve(times, risk, counts, survival, errors, low, high, given, reach)
