"""Both sides on one scale: how far apart, whether each agrees with itself, and who is blind to what."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

FEWEST_RATERS = 3
AGREED_FROM = 0.70
TOLERANCE = 1e-9


class Band(StrEnum):
    """How much a gap matters, by its share of the scale."""

    ALIGNED = "aligned"
    MINOR = "minor"
    MATERIAL = "material"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where minor, material and critical begin, as shares of the length of the scale, rising."""

    minor: float
    material: float
    critical: float

    def __post_init__(self) -> None:
        if not 0 < self.minor < self.material < self.critical <= 1:
            raise ValueError("Bounds rise from above 0 to at most 1.")


# With three raters a side, gaps on five points come in quarters: bounds lie between them.
FIVE_POINTS = Bounds(1 / 8, 3 / 8, 5 / 8)
SEVEN_POINTS = Bounds(1 / 6, 1 / 3, 1 / 2)


@dataclass(frozen=True, slots=True)
class SideProfile:
    """One side's own place on a scale of L levels: median, agreement, and how it sees the other side.

    `agreement` is r_wg = 1 - s² / ((L² - 1) / 12) on the levels, clipped to [0, 1] (James, Demaree & Wolf
    1984, Journal of Applied Psychology 69, 85-98).
    """

    raters: int
    place: float
    agreement: float
    view_of_other: float | None

    @property
    def is_agreed(self) -> bool:
        """Whether the raters of the side see it alike; else there is no agreed profile."""
        return self.agreement >= AGREED_FROM - TOLERANCE


@dataclass(frozen=True, slots=True)
class ScaleGap:
    """A scale with both sides on it; `gap` is provider minus sponsor, in levels.

    `blind_sponsor` is how far the sponsor's picture of the provider lies from the provider's own; None where
    nobody said. A match at the silent end warns: two sides that say little hear little.
    """

    sponsor: SideProfile
    provider: SideProfile
    gap: float
    share: float
    band: Band
    blind_sponsor: float | None
    blind_provider: float | None
    is_silent_match: bool

    @property
    def is_uncertain(self) -> bool:
        """Whether one side does not agree with itself, so that the gap may be another."""
        return not (self.sponsor.is_agreed and self.provider.is_agreed)


def side_profile(own: Sequence[int], of_other: Sequence[int], levels: int) -> SideProfile | None:
    """Return one side's profile from its raters' levels; None below three: nobody is read out of it."""
    if len(own) < FEWEST_RATERS:
        return None
    return SideProfile(
        raters=len(own),
        place=float(median(own)),
        agreement=_agreement(own, levels),
        view_of_other=float(median(of_other)) if len(of_other) >= FEWEST_RATERS else None,
    )


def scale_gap(
    sponsor: SideProfile,
    provider: SideProfile,
    *,
    levels: int,
    bounds: Bounds | None = None,
    silent_from: int | None = None,
) -> ScaleGap:
    """Return what lies between two sides on a scale of at least two levels.

    `silent_from` is the level from which on a scale means silence, where it has such an end.
    """
    gap = provider.place - sponsor.place
    share = abs(gap) / (levels - 1)
    band = band_of(share, bounds or usual_bounds(levels))
    silent = silent_from is not None and min(sponsor.place, provider.place) >= silent_from
    return ScaleGap(
        sponsor=sponsor,
        provider=provider,
        gap=gap,
        share=share,
        band=band,
        blind_sponsor=_distance(sponsor.view_of_other, provider.place),
        blind_provider=_distance(provider.view_of_other, sponsor.place),
        is_silent_match=silent and band is Band.ALIGNED,
    )


def usual_bounds(levels: int) -> Bounds:
    """Return the bounds to begin with: they are edited, not proven."""
    return FIVE_POINTS if levels <= 5 else SEVEN_POINTS


def band_of(share: float, bounds: Bounds) -> Band:
    """Return the band of a gap by its share of the scale; a bound itself belongs to the higher band."""
    if share < bounds.minor - TOLERANCE:
        return Band.ALIGNED
    if share < bounds.material - TOLERANCE:
        return Band.MINOR
    return Band.MATERIAL if share < bounds.critical - TOLERANCE else Band.CRITICAL


def preparedness(done: int, required: int) -> float | None:
    """Return the share of required preparations that are done; None where nothing is required."""
    if not 0 <= done <= required:
        raise ValueError("Done lies between 0 and what is required.")
    return done / required if required else None


def _agreement(levels_given: Sequence[int], levels: int) -> float:
    mean = math.fsum(levels_given) / len(levels_given)
    variance = math.fsum((level - mean) ** 2 for level in levels_given) / (len(levels_given) - 1)
    return min(1.0, max(0.0, 1.0 - variance / ((levels**2 - 1) / 12)))


def _distance(seen: float | None, is_at: float) -> float | None:
    return None if seen is None else abs(seen - is_at)
