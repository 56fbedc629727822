"""From the assessments of one provider to its fit with the need."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from assessments.domain.bounds import NOTHING_APPLIES, Bounds, completed
from assessments.domain.weights import normalised

# Conventions of the product: the pillars that the article weighs most; they come from no study.
FLOORS: Final[Mapping[str, float]] = MappingProxyType({"culture": 0.5, "people": 0.5, "team": 0.5})
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One template's score for one provider, in [0, 1], with its raw weight (>= 0) in the project.

    `low` None: nothing of the template applies, so it drops out and the others renormalise.
    """

    template_key: str
    weight: float
    low: float | None
    high: float | None
    observed: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Segment:
    """One template's piece of the stacked bar, in fit points [0, 1].

    `share` is the normalised weight; `points` = share · low is earned, `open` = share ·
    (high - low) is still open. `low`, `high`, `observed` are the template's own scores.
    """

    template_key: str
    share: float
    points: float
    open: float
    low: float | None
    high: float | None
    observed: float | None
    coverage: float
    weak: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The fit of one provider, in [0, 1]; None where nothing applies."""

    low: float | None
    high: float | None
    observed: float | None
    coverage: float
    provisional: bool
    segments: tuple[Segment, ...]

    @property
    def weak(self) -> tuple[str, ...]:
        """Return the templates below their floor, however good the average is."""
        return tuple(segment.template_key for segment in self.segments if segment.weak)


def unscored_part(template_key: str, weight: float) -> ScorePart:
    """Return the part of a template that is asked but has no score yet: all of it is open."""
    return ScorePart(template_key, weight, low=0.0, high=1.0, observed=None, coverage=0.0)


def fit(parts: Sequence[ScorePart], *, floors: Mapping[str, float] = FLOORS) -> Fit:
    """Return fit_lo = Σ W·S_lo, K = Σ W·K_t, fit_hi = fit_lo + 1 - K, fit_obs = fit_lo / K.

    W are the weights normalised over the templates that apply. The observed fit is not the
    weighted mean of observed scores, which would let a hardly begun assessment count in full.
    Raises WeightError for a negative, NaN or infinite weight.
    """
    shares = normalised([0.0 if part.low is None else part.weight for part in parts])
    whole = _bounds(parts, shares)
    segments = tuple(
        _segment(part, share, floors.get(part.template_key))
        for part, share in zip(parts, shares, strict=True)
    )
    return Fit(whole.low, whole.high, whole.observed, whole.coverage, whole.provisional, segments)


def _bounds(parts: Sequence[ScorePart], shares: Sequence[float]) -> Bounds:
    total = math.fsum(shares)
    if total == 0:
        return NOTHING_APPLIES
    pairs = list(zip(parts, shares, strict=True))
    low = math.fsum(share * (part.low or 0.0) for part, share in pairs) / total
    coverage = math.fsum(share * part.coverage for part, share in pairs) / total
    return completed(min(1.0, low), min(1.0, coverage))


def _segment(part: ScorePart, share: float, floor: float | None) -> Segment:
    low, high = part.low or 0.0, part.high or 0.0
    weak = floor is not None and part.observed is not None and part.observed < floor - TOLERANCE
    return Segment(
        template_key=part.template_key,
        share=share,
        points=share * low,
        open=share * (high - low),
        low=part.low,
        high=part.high,
        observed=part.observed,
        coverage=part.coverage,
        weak=weak,
    )
