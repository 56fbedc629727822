"""Intervals of shares, for cohorts however few."""

from __future__ import annotations

import math

from providers.domain.attrition.poisson import Interval
from providers.domain.attrition.survival import NORMAL_975


def share_interval(count: int, total: int) -> Interval | None:
    """Return the 95 % interval of `count` of `total`; None of nobody.

    Wilson 1927 (JASA 22, 209-212): it stays within 0 and 1, and holds for few people too.
    """
    if total <= 0:
        return None
    share, square = count / total, NORMAL_975**2
    middle = share + square / (2 * total)
    half = NORMAL_975 * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return Interval(max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))
