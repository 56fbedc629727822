"""Krippendorff's alpha: how far several raters agree beyond chance, over all that they rated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FEWEST_UNITS = 10


def interval_alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Return Krippendorff's α for interval data; None where no rating differs from any other.

    Each unit holds the ratings that it was given, in any order and number; units with fewer than
    two cannot be compared and are left out. α = 1 - D_observed / D_expected with squared
    differences (Krippendorff 2011, Computing Krippendorff's alpha-reliability, University of
    Pennsylvania, section E; Krippendorff 2004, Content analysis, 2nd ed., chapter 11).
    """
    paired = [np.asarray(unit, dtype=float) for unit in units if len(unit) > 1]
    if not paired:
        return None
    everything = np.concatenate(paired)
    expected = _squares(everything) / (everything.size - 1)
    if expected <= np.finfo(float).eps * max(1.0, float(np.abs(everything).max()) ** 2):
        return None
    observed = sum(_squares(unit) / (unit.size - 1) * unit.size for unit in paired) / everything.size
    return float(1.0 - observed / expected)


def panel_alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Return α from ten comparable units on; fewer say too little."""
    comparable = [unit for unit in units if len(unit) > 1]
    return interval_alpha(comparable) if len(comparable) >= FEWEST_UNITS else None


def _squares(ratings: np.ndarray) -> float:
    """The sum of squares around the mean, which is half the mean squared difference of all pairs."""
    return float(((ratings - ratings.mean()) ** 2).sum())
