"""Departures from seats that are filled again: a newcomer may leave too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from providers.domain.attrition.forecasting import Leavers
from providers.domain.attrition.spells import Numbers

ByMonth = Callable[[float, int], Sequence[float]]


def departures_with_backfill(
    by_month: ByMonth, tenures: Sequence[float], months: int, vacancy: int
) -> Leavers:
    """Return the distribution of departures when each seat is filled again after `vacancy` months.

    `by_month` gives the probability of leaving in each coming month from a tenure on. Month by month:
    whoever sits there leaves by the own tenure, a newcomer starts at tenure 0.
    """
    fresh = _newcomers(by_month, months, vacancy)
    total: Numbers = np.ones(1)
    for tenure in tenures:
        total = np.convolve(total, _seat(by_month(tenure, months), fresh, vacancy))
    return Leavers(tuple(float(chance) for chance in _trimmed(total)))


def _newcomers(by_month: ByMonth, months: int, vacancy: int) -> list[Numbers]:
    """For each number of months to go, the departures from a seat that a newcomer takes now."""
    chances = by_month(0.0, months)
    fresh: list[Numbers] = []
    for to_go in range(months + 1):
        fresh.append(_seat(chances[:to_go], fresh, vacancy))
    return fresh


def _seat(chances: Sequence[float], fresh: Sequence[Numbers], vacancy: int) -> Numbers:
    to_go = len(chances)
    distribution = np.zeros(to_go + 1)
    there = 1.0
    for month, chance in enumerate(chances, start=1):
        left = max(0, to_go - month - vacancy)
        after = fresh[left]
        distribution[1 : len(after) + 1] += there * chance * after
        there *= 1 - chance
    distribution[0] += there
    return distribution


def _trimmed(distribution: Numbers) -> Numbers:
    solid = np.flatnonzero(distribution > 1e-12)
    return distribution[: solid[-1] + 1]
