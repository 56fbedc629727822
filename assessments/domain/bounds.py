"""What a weighted sum can still become: lower and upper bound, observed part, coverage."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

PROVISIONAL_BELOW = 0.8
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Bounds:
    """A score in [0, 1] with what missing answers leave open; low <= observed <= high."""

    low: float | None
    high: float | None
    observed: float | None
    coverage: float

    @property
    def provisional(self) -> bool:
        """Tell whether too much is missing for a rank number (coverage below 0.8)."""
        return self.coverage < PROVISIONAL_BELOW - TOLERANCE


NOTHING_APPLIES = Bounds(None, None, None, 0.0)


def bounds(items: Iterable[tuple[float, float | None]]) -> Bounds:
    """Return the bounds of Σ weight · value over pairs (weight >= 0, value in [0, 1] or None).

    A missing value (None) may still turn out as 0 or as 1. Weights need not sum to 1.
    Without any weight nothing can be said: None, never 0 and never 1.
    """
    weighted = [(weight, value) for weight, value in items if weight > 0]
    total = math.fsum(weight for weight, _ in weighted)
    if total == 0:
        return NOTHING_APPLIES
    answered = math.fsum(weight for weight, value in weighted if value is not None)
    earned = math.fsum(weight * value for weight, value in weighted if value is not None)
    coverage, low = answered / total, min(1.0, earned / total)
    return completed(low, coverage)


def completed(low: float, coverage: float) -> Bounds:
    """Return the bounds that follow from a lower bound and a coverage, both in [0, 1]."""
    high = min(1.0, low + (1.0 - coverage))
    observed = min(max(low / coverage, low), high) if coverage > 0 else None
    return Bounds(low, high, observed, coverage)
