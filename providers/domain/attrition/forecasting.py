"""How many of an assigned team will leave during a project."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from providers.domain.attrition.monthly import Monthly
from providers.domain.attrition.spells import Numbers, Spells, Window
from providers.domain.attrition.tenure import band_rate
from providers.domain.attrition.turnover import Rate

HAZARD_EDGES: tuple[float, ...] = (0, 3, 6, 12, 24, 36, 60)
# A small function borrows as much from the whole company as three leavers would weigh.
BORROWED = 3.0


class Basis(StrEnum):
    """What a probability was taken from."""

    CURVE = "curve"
    BANDS = "bands"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Chance:
    """One person's probability of leaving before the end, and what it was taken from."""

    tenure: float
    probability: float
    basis: Basis


@dataclass(frozen=True)
class Hazards:
    """Leavers a year and person from each edge (months of tenure) to the next; the last goes on."""

    edges: tuple[float, ...]
    rates: tuple[float, ...]

    def over(self, tenure: float, months: float) -> float:
        """Return the hazard added up from a tenure over some months."""
        uppers = (*self.edges[1:], math.inf)
        return math.fsum(
            rate * max(0.0, min(tenure + months, high) - max(tenure, low)) / 12
            for low, high, rate in zip(self.edges, uppers, self.rates, strict=True)
        )

    def leaving(self, tenure: float, months: float) -> float:
        """Return the probability of leaving within some months, given a tenure in months."""
        return 1 - math.exp(-self.over(tenure, months))

    def by_month(self, tenure: float, months: int) -> tuple[float, ...]:
        """Return the probability of leaving in each of the coming months, given that one is still there."""
        lows, uppers = np.asarray(self.edges), np.asarray((*self.edges[1:], math.inf))
        ages = tenure + np.arange(months + 1)[:, None]
        hazard = (np.clip(ages, lows, uppers) - lows) @ np.asarray(self.rates) / 12
        return tuple(float(chance) for chance in -np.expm1(-np.diff(hazard)))


@dataclass(frozen=True)
class Leaving:
    """What is known of leaving in a group: its curve where that reaches, else hazards, counted or claimed."""

    hazards: Hazards
    curve: Monthly | None = None
    otherwise: Basis = Basis.BANDS

    def chance(self, tenure: float, months: float) -> Chance:
        """Return 1 - S(t + D) / S(t) where the curve reaches, else the probability by the hazards."""
        known = self.curve.leaving(tenure, months) if self.curve else None
        if known is not None:
            return Chance(tenure, known, Basis.CURVE)
        return Chance(tenure, self.hazards.leaving(tenure, months), self.otherwise)

    def by_month(self, tenure: float, months: int) -> tuple[float, ...]:
        """Return the probability of each coming month; all months of one person by the same means."""
        curve = self.curve
        gone = [curve.leaving(tenure, month) for month in range(months + 1)] if curve else [None]
        known = [share for share in gone if share is not None]
        if len(known) <= months:
            return self.hazards.by_month(tenure, months)
        return tuple(1 - (1 - later) / (1 - now) if now < 1 else 1.0 for now, later in pairwise(known))


@dataclass(frozen=True)
class Leavers:
    """The distribution of the number of leavers: `probabilities[k]` = P(exactly k)."""

    probabilities: tuple[float, ...]

    @property
    def expected(self) -> float:
        """The mean number."""
        return math.fsum(count * chance for count, chance in enumerate(self.probabilities))

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        mean = self.expected
        square = math.fsum((count - mean) ** 2 * chance for count, chance in enumerate(self.probabilities))
        return math.sqrt(square)

    def at_least(self, count: int) -> float:
        """Return P(count or more)."""
        return math.fsum(self.probabilities[count:])

    def plus(self, other: Leavers) -> Leavers:
        """Return the distribution of both numbers added up, if neither depends on the other."""
        summed = np.convolve(self.probabilities, other.probabilities)
        return Leavers(tuple(float(chance) for chance in summed))

    def range(self, share: float = 0.8) -> tuple[int, int]:
        """Return the central range that holds at least this share of the probability."""
        cumulated = np.cumsum(self.probabilities)
        tail = (1 - share) / 2
        low = int(np.searchsorted(cumulated, tail, side="right"))
        high = int(np.searchsorted(cumulated, 1 - tail - 1e-12, side="left"))
        last = len(self.probabilities) - 1
        return min(low, last), min(high, last)


def hazards_of(spells: Spells, window: Window, company: Hazards | None = None) -> Hazards:
    """Return piecewise hazards; with those of the whole `company` given they are drawn towards them.

    λ = (d + 3) / (PY + 3 / λ_all), a gamma prior worth three leavers at the company's rate of the band.
    """
    uppers = (*HAZARD_EDGES[1:], None)
    own = [band_rate(spells, window, low, high) for low, high in zip(HAZARD_EDGES, uppers, strict=True)]
    every = company.rates if company else (0.0,) * len(own)
    return Hazards(HAZARD_EDGES, tuple(_drawn(rate, base) for rate, base in zip(own, every, strict=True)))


def _drawn(own: Rate, base: float) -> float:
    """A rate drawn towards that of the company; as it is where the company knows of no leaver."""
    return (own.leavers + BORROWED) / (own.person_years + BORROWED / base) if base > 0 else own.value or 0.0


def scaled(probability: float, ratio: float) -> float:
    """Return the probability under hazards that are `ratio` times as high."""
    return 1 - (1 - probability) ** ratio if probability < 1 else 1.0


def number_of_leavers(probabilities: Sequence[float]) -> Leavers:
    """Return the Poisson-binomial distribution by exact convolution."""
    distribution: Numbers = np.ones(1)
    for probability in probabilities:
        distribution = np.convolve(distribution, (1 - probability, probability))
    return Leavers(tuple(float(chance) for chance in distribution))
