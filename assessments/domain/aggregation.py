"""Several people, one value: mean, median or lowest, and how far they agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, median

from assessments.domain.questionnaire import Aggregation
from assessments.domain.results import Agreement

MEDIAN_FROM = 5
DISPUTED_FROM = 0.5
TOLERANCE = 1e-9


def aggregate(values: Sequence[float], aggregation: Aggregation) -> float:
    """Return one value from at least one; a mean becomes the median from five values on."""
    if len(values) == 1:
        return values[0]
    if aggregation is Aggregation.LOWEST:
        return min(values)
    if aggregation is Aggregation.MEDIAN or len(values) >= MEDIAN_FROM:
        return median(values)
    return fmean(values)


def agreement(values: Sequence[float], levels: Sequence[int], length: int) -> Agreement | None:
    """Return spread and agreement of two or more ratings, None for fewer.

    `values` are in [0, 1]; `levels` the raw levels where the ratings are on a scale of
    `length` levels, else empty. r_wg = 1 - s² / ((L² - 1) / 12) on raw levels, elsewhere
    1 - 12 s² on values, clipped to [0, 1] (James, Demaree & Wolf 1984, Journal of Applied
    Psychology 69, 85-98).
    """
    if len(values) < 2:
        return None
    spread = _variance(values)
    raw = 1.0 - _variance(levels) / ((length**2 - 1) / 12) if levels else 1.0 - 12.0 * spread
    r_wg = min(1.0, max(0.0, raw))
    return Agreement(len(values), min(values), max(values), math.sqrt(spread), r_wg)


def is_disputed(values: Sequence[float]) -> bool:
    """Tell whether ratings lie so far apart (half the range or more) that they need a talk."""
    return len(values) > 1 and max(values) - min(values) >= DISPUTED_FROM - TOLERANCE


def _variance(numbers: Sequence[float]) -> float:
    mean = math.fsum(numbers) / len(numbers)
    return math.fsum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1)
