"""Weights out of judgements by pairs: the analytic hierarchy process (AHP).

Saaty, T. L. (2008), Decision making with the analytic hierarchy process, Int. J. Services Sciences 1(1).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

MOST_COMPARED = 15
# The mean inconsistency of judgements made at random, for 3 to 15 things compared: up to 10 by Saaty (2008),
# above by Alonso & Lamata (2006), Int. J. of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4).
RANDOM_INDEX: Mapping[int, float] = dict(
    zip(
        range(3, MOST_COMPARED + 1),
        (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.58),
        strict=True,
    )
)
# Below it judgements are consistent enough, by Saaty's rule of thumb; above the second they contradict.
CONSISTENT, DOUBTFUL = 0.10, 0.20
JUDGEMENTS = (9, 8, 7, 6, 5, 4, 3, 2, 1, -2, -3, -4, -5, -6, -7, -8, -9)
NAMED = 3
_SAME = 1e-9
Pair = tuple[int, int]


class ComparisonError(ValueError):
    """Judgements from which no weights follow: too few or many things, a pair missing, no such judgement."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A judgement that the others contradict, and the one that would fit them best."""

    pair: Pair
    judged: int
    fits: int


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights that sum to 1, how consistent the judgements are, and the most doubtful of them."""

    weights: tuple[float, ...]
    ratio: float
    doubts: tuple[Doubt, ...]


def pairs_of(count: int) -> tuple[Pair, ...]:
    """Every pair of so many things, each once."""
    return tuple(combinations(range(count), 2))


def priorities(count: int, judgements: Mapping[Pair, int]) -> Priorities:
    """The principal eigenvector of the judgements, and its consistency; raises ComparisonError.

    A judgement of 5 says that the first of a pair matters strongly more, of -5 that the second does.
    """
    if not 2 <= count <= MOST_COMPARED:
        raise ComparisonError("too few or too many things")
    if any(judgements.get(pair) not in JUDGEMENTS for pair in pairs_of(count)):
        raise ComparisonError("a pair is not judged")
    matrix = np.ones((count, count))
    for first, second in pairs_of(count):
        matrix[first, second] = ratio_of(judgements[first, second])
        matrix[second, first] = 1 / matrix[first, second]
    values, vectors = np.linalg.eig(matrix)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    weights = tuple(float(weight) for weight in vector / vector.sum())
    return Priorities(weights, _ratio(float(values[principal].real), count), _doubts(weights, judgements))


def ratio_of(judgement: int) -> float:
    """How many times as much the first matters."""
    return float(judgement) if judgement > 0 else -1 / judgement


def to_hundred(weights: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers that sum to 100, by the largest remainders; nothing that counts is rounded away."""
    exact = [100 * weight for weight in weights]
    rounded = [max(1, math.floor(each)) for each in exact]
    while sum(rounded) != 100:
        step = 1 if sum(rounded) < 100 else -1
        open_places = [n for n, each in enumerate(rounded) if each + step >= 1]
        furthest = max(open_places, key=lambda n: step * (exact[n] - rounded[n]))
        rounded[furthest] += step
    return tuple(rounded)


def _ratio(largest: float, count: int) -> float:
    if count not in RANDOM_INDEX:
        return 0.0
    index = (largest - count) / (count - 1)
    return max(0.0, index / RANDOM_INDEX[count])


def _doubts(weights: Sequence[float], judgements: Mapping[Pair, int]) -> tuple[Doubt, ...]:
    """Those whose judgement is furthest, in steps of the logarithm, from what the weights say."""
    found = []
    for pair in pairs_of(len(weights)):
        wanted = weights[pair[0]] / weights[pair[1]]
        judged = judgements[pair]
        fits = min(JUDGEMENTS, key=lambda each: abs(math.log(ratio_of(each) / wanted)))
        distance = abs(math.log(ratio_of(judged) / wanted))
        if fits != judged and distance > _SAME:
            found.append((distance, Doubt(pair, judged, fits)))
    ordered = sorted(found, key=lambda each: (-each[0], each[1].pair))
    return tuple(doubt for _distance, doubt in ordered[:NAMED])
