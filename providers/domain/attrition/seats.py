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
        ahead = np.asarray(by_month(tenure, months), dtype=float)
        total = _trimmed(np.convolve(total, _seat(ahead, fresh, vacancy)))
    return Leavers(tuple(float(chance) for chance in total))


def _newcomers(by_month: ByMonth, months: int, vacancy: int) -> Numbers:
    """For each number of months to go, a row of the departures from a seat that a newcomer takes now."""
    chances = np.asarray(by_month(0.0, months), dtype=float)
    fresh = np.zeros((months + 1, months + 1))
    for to_go in range(months + 1):
        fresh[to_go, : to_go + 1] = _seat(chances[:to_go], fresh, vacancy)
    return fresh


def _seat(chances: Numbers, fresh: Numbers, vacancy: int) -> Numbers:
    """Leaving in a month is one departure, and what newcomers add in the months that are left then."""
    to_go = len(chances)
    there = np.concatenate(([1.0], np.cumprod(1 - chances)))
    left = np.maximum(0, to_go - np.arange(1, to_go + 1) - vacancy)
    distribution = np.zeros(to_go + 1)
    distribution[1:] = (there[:-1] * chances) @ fresh[left][:, :to_go]
    distribution[0] = there[-1]
    return distribution


def _trimmed(distribution: Numbers) -> Numbers:
    solid = np.flatnonzero(distribution > 1e-12)
    return distribution[: solid[-1] + 1]
