"""The first year, looked at in both ways; they differ widely, so both are shown."""

from __future__ import annotations

from dataclasses import dataclass

from providers.domain.attrition.poisson import Interval
from providers.domain.attrition.shares import share_interval
from providers.domain.attrition.spells import Mask, Spells, Window
from providers.domain.attrition.survival import Curve

FIRST_YEAR = 365


@dataclass(frozen=True, slots=True)
class FirstYear:
    """`left` of `joined` whose first year lies inside the window; `by_curve` is 1 - S(12 months)."""

    joined: int
    left: int
    by_curve: float | None
    by_curve_ends: Interval | None = None

    @property
    def share(self) -> float | None:
        """The share of the cohort that left within its first year."""
        return self.left / self.joined if self.joined else None

    @property
    def share_ends(self) -> Interval | None:
        """Its interval."""
        return share_interval(self.left, self.joined)


def first_year_cohort(spells: Spells, window: Window) -> Mask:
    """Return who joined inside the window, at least a year before its end."""
    cohort: Mask = (spells.starts > window.a) & (spells.starts + FIRST_YEAR <= window.b)
    return cohort


def first_year(spells: Spells, window: Window, curve: Curve) -> FirstYear:
    """Return the loss in the first year; the cohort is whoever joined at least a year before the end."""
    cohort = first_year_cohort(spells, window)
    left = cohort & spells.departed & (spells.ends - spells.starts <= FIRST_YEAR)
    stay = curve.at(FIRST_YEAR) if curve.given == 0 else None
    band = curve.ends_at(FIRST_YEAR) if stay is not None else None
    return FirstYear(
        joined=int(cohort.sum()),
        left=int(left.sum()),
        by_curve=None if stay is None else 1 - stay,
        by_curve_ends=None if band is None else Interval(1 - band[1], 1 - band[0]),
    )
