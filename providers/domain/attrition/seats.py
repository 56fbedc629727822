"""Departures from seats that are filled again: a newcomer may leave too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from providers.domain.attrition.forecasting import Hazards, Leavers, monthly_chances, scaled
from providers.domain.attrition.spells import Numbers


def departures_with_backfill(
    hazards: Hazards, tenures: Sequence[float], months: int, vacancy: int, *, ratio: float = 1.0
) -> Leavers:
    """Return the distribution of departures when each seat is filled again after `vacancy` months.

    Month by month: whoever sits there leaves by the hazard of the own tenure, a newcomer starts at tenure 0.
    `ratio` scales all hazards.
    """
    fresh = _newcomers(hazards, months, vacancy, ratio)
    total: Numbers = np.ones(1)
    for tenure in tenures:
        total = np.convolve(total, _seat(_chances(hazards, tenure, months, ratio), fresh, vacancy))
    return Leavers(tuple(float(chance) for chance in _trimmed(total)))


def _newcomers(hazards: Hazards, months: int, vacancy: int, ratio: float) -> list[Numbers]:
    """For each number of months to go, the departures from a seat that a newcomer takes now."""
    chances = _chances(hazards, 0.0, months, ratio)
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


def _chances(hazards: Hazards, tenure: float, months: int, ratio: float) -> tuple[float, ...]:
    return tuple(scaled(chance, ratio) for chance in monthly_chances(hazards, tenure, months))


def _trimmed(distribution: Numbers) -> Numbers:
    solid = np.flatnonzero(distribution > 1e-12)
    return distribution[: solid[-1] + 1]
