"""A curve month by month: what a forecast reads, how many stood behind it, and when newcomers leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from providers.domain.attrition.spells import DAYS_IN_MONTH, Spells, Window
from providers.domain.attrition.survival import FEWEST_AT_RISK, Curve, seen_tenures

LONGEST = 480
# Newcomers are looked at for two years, four months at a time.
NEW_FOR, SPAN = 24, 4
# A peak that is hardly above the average is none.
STANDS_OUT = 1.25


@dataclass(frozen=True)
class Monthly:
    """S and the number at risk at tenures of 0, 1, 2, … months; S is None before the curve begins."""

    survival: tuple[float | None, ...]
    at_risk: tuple[int, ...]

    def leaving(self, tenure: float, months: float) -> float | None:
        """Return 1 - S(t + D) / S(t); None where the curve does not reach, or on too few people."""
        now, then = self._at(tenure), self._at(tenure + months)
        return 1 - then / now if now and then is not None else None

    def busiest(self) -> tuple[int, int] | None:
        """Return the months of tenure, first and last, in which newcomers leave most; None without a peak."""
        starts = range(min(NEW_FOR, self._reach) - SPAN + 1)
        lost = [self.leaving(start, SPAN) for start in starts]
        if len(lost) <= SPAN or any(share is None for share in lost):
            return None
        known = [share or 0.0 for share in lost]
        peak = max(known)
        if peak <= 0 or peak < STANDS_OUT * sum(known) / len(known):
            return None
        begins = known.index(peak)
        return begins + 1, begins + SPAN

    def _at(self, month: float) -> float | None:
        """S between two months lies on the line between them; whole months are exact."""
        low = int(month)
        if month < 0 or low > self._reach:
            return None
        part = month - low
        first = self.survival[low]
        if first is None or part == 0:
            return first
        if low + 1 > self._reach:
            return None
        second = self.survival[low + 1]
        return None if second is None else first + (second - first) * part

    @cached_property
    def _reach(self) -> int:
        """The last month up to which enough people were seen; -1 where there never were."""
        solid = [month for month, people in enumerate(self.at_risk) if people >= FEWEST_AT_RISK]
        return solid[-1] if solid else -1


def monthly(curve: Curve, spells: Spells, window: Window) -> Monthly:
    """Read a curve of tenure month by month, as far as it reaches."""
    entries, exits, _left = seen_tenures(spells, window)
    last = min(LONGEST, int(curve.reach / DAYS_IN_MONTH))
    days = np.arange(last + 1) * DAYS_IN_MONTH
    entered = np.searchsorted(np.sort(entries), days, side="right")
    gone = np.searchsorted(np.sort(exits), days, side="right")
    return Monthly(
        survival=tuple(curve.at(float(day)) for day in days),
        at_risk=tuple(int(people) for people in entered - gone),
    )


def monthly_data(found: Monthly) -> dict[str, Any]:
    """Return it as plain data."""
    survival = [None if share is None else round(share, 9) for share in found.survival]
    return {"survival": survival, "at_risk": list(found.at_risk)}


def monthly_from(data: Mapping[str, Any] | None) -> Monthly | None:
    """Return what was stored; analyses of earlier versions hold none."""
    return None if data is None else Monthly(tuple(data["survival"]), tuple(data["at_risk"]))
