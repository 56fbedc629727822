"""Ranks: competition ranks of sure scores, and the range of ranks that open scores allow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and the worst rank still possible, counted from 1."""

    best: int
    worst: int


def competition_ranks(scores: Sequence[float | None]) -> list[int | None]:
    """Return the rank of each score, the highest first: 1, 1, 3.

    On unrounded scores; what differs by no more than 1e-9 ties. None gets no rank.
    """
    known = sorted(score for score in scores if score is not None)
    return [None if score is None else 1 + _above(known, score + TOLERANCE) for score in scores]


def possible_ranks(
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    *,
    sure: Sequence[float | None] | None = None,
) -> list[RankRange | None]:
    """Return the ranks each pair of bounds allows, as competition ranks.

    One surely beats another where its lower bound exceeds the other's upper bound; `sure`
    limits these lower bounds to the rivals that certainly stay (all, if not given). A
    provider without bounds (None) gets no range and stands in nobody's way.
    """
    staying = sorted(low for low in (lows if sure is None else sure) if low is not None)
    reachable = sorted(high for high in highs if high is not None)
    return [
        None if low is None or high is None else _range(low, high, staying, reachable)
        for low, high in zip(lows, highs, strict=True)
    ]


def _range(low: float, high: float, lows: list[float], highs: list[float]) -> RankRange:
    best = 1 + _above(lows, high + TOLERANCE)
    itself = 1 if high > low + TOLERANCE else 0
    worst = 1 + _above(highs, low + TOLERANCE) - itself
    return RankRange(best, worst)


def _above(ascending: list[float], limit: float) -> int:
    return len(ascending) - bisect_right(ascending, limit)
