"""Exact Poisson tails and intervals, for counts of leavers however few."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

STEPS = 200
SMALL = 1e-300
PRECISE = 1e-15
MOST_TERMS = 100_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper end."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Tell whether a value lies inside, the ends included."""
        return self.low <= value <= self.high


def at_most(count: int, mean: float) -> float:
    """Return P(X <= count) for X ~ Poisson(mean), mean >= 0; 0 for a negative count."""
    if count < 0:
        return 0.0
    return 1.0 if mean == 0 else _upper_gamma(count + 1, mean)


def at_least(count: int, mean: float) -> float:
    """Return P(X >= count) for X ~ Poisson(mean), mean >= 0."""
    if count <= 0:
        return 1.0
    return 0.0 if mean == 0 else _lower_gamma(count, mean)


@lru_cache(maxsize=4096)
def interval(count: int, confidence: float = 0.95) -> Interval:
    """Return the exact interval of a Poisson mean after `count` events.

    Its ends solve P(X >= count) = α/2 and P(X <= count) = α/2 (Garwood 1936, Biometrika 28, 437-442).
    """
    tail = (1 - confidence) / 2
    reach = count + 10 * math.sqrt(count + 1) + 20
    low = 0.0
    if count:
        low = _crossing(lambda mean: at_least(count, mean) - tail, count - 1, (0.0, float(count)))
    return Interval(low, _crossing(lambda mean: tail - at_most(count, mean), count, (float(count), reach)))


def _crossing(rising: Callable[[float], float], slope_of: int, between: tuple[float, float]) -> float:
    """Where it is 0, by Newton's steps: the slope of a Poisson tail is a probability of one count.

    A step that leaves what is known to lie around it is replaced by the middle.
    """
    low, high = between
    mean = (low + high) / 2
    for _ in range(STEPS):
        value, slope = rising(mean), _front(slope_of + 1, mean) / mean
        low, high = (low, mean) if value > 0 else (mean, high)
        step = mean - value / slope if slope > SMALL else low
        after = step if low < step < high else (low + high) / 2
        if abs(after - mean) <= PRECISE * mean or after in (low, high):
            return after
        mean = after
    return mean


def _lower_gamma(shape: float, x: float) -> float:
    return _series(shape, x) if x < shape + 1 else 1 - _fraction(shape, x)


def _upper_gamma(shape: float, x: float) -> float:
    return 1 - _series(shape, x) if x < shape + 1 else _fraction(shape, x)


def _front(shape: float, x: float) -> float:
    return math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _series(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function by its series (DLMF 8.11.4)."""
    term = total = 1.0 / shape
    for step in range(1, MOST_TERMS):
        term *= x / (shape + step)
        total += term
        if term < total * PRECISE:
            break
    return total * _front(shape, x)


def _fraction(shape: float, x: float) -> float:
    """The upper one by its continued fraction (DLMF 8.9.2), evaluated by Lentz's method."""
    b = x + 1 - shape
    c, d = 1 / SMALL, 1 / b
    product = d
    for step in range(1, MOST_TERMS):
        a = -step * (step - shape)
        b += 2
        d = 1 / _away_from_zero(a * d + b)
        c = _away_from_zero(b + a / c)
        product *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return product * _front(shape, x)


def _away_from_zero(number: float) -> float:
    return number if abs(number) > SMALL else SMALL
