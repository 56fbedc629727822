"""Weights by pairs: published cases, and what must hold of any judgements."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain import ahp
from assessments.domain.ahp import (
    JUDGEMENTS,
    MOST_COMPARED,
    ComparisonError,
    Pair,
    pairs_of,
    priorities,
    ratio_of,
    to_hundred,
)

# Saaty (2008), Int. J. Services Sciences 1(1): which drink is consumed more in the United States?
# Coffee, wine, tea, beer, sodas, milk, water; upper triangle by rows.
DRINKS = (9, 5, 2, 1, 1, -2, -3, -9, -9, -9, -9, -3, -4, -3, -9, -2, 1, -3, 2, -2, -3)
# Saaty (1990), European J. of Operational Research 48(1): the family that buys a house; size, transportation,
# neighbourhood, age, yard, modern facilities, condition, financing.
HOUSE = (5, 3, 7, 6, 6, -3, -4, -3, 5, 3, 3, -5, -7, 6, 3, 4, 6, -5, -3, -4, -7, -8, -2, -5, -6, -5, -6, -2)


def judged(triangle: tuple[int, ...], count: int) -> dict[Pair, int]:
    return dict(zip(pairs_of(count), triangle, strict=True))


def test_saatys_drinks() -> None:
    found = priorities(7, judged(DRINKS, 7))

    assert found.weights == pytest.approx([0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], abs=0.0006)
    assert found.ratio == pytest.approx(0.022, abs=0.0006)


def test_saatys_house() -> None:
    found = priorities(8, judged(HOUSE, 8))

    published = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert found.weights == pytest.approx(published, abs=0.0006)
    # He divided by 1.41 for eight things, in 2008 by 1.40.
    assert found.ratio * 1.40 / 1.41 == pytest.approx(0.169, abs=0.0006)
    assert found.ratio > ahp.CONSISTENT


@given(st.integers(2, MOST_COMPARED), st.data())
def test_consistent_judgements_give_back_their_weights(count: int, data: st.DataObject) -> None:
    # Powers of two to one end of the scale at most, so that each ratio is a judgement.
    steps = data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    weights = [2**step for step in steps]
    pairs = {}
    for first, second in pairs_of(count):
        bigger, smaller = weights[first], weights[second]
        pairs[first, second] = bigger // smaller if bigger >= smaller else -(smaller // bigger)

    found = priorities(count, pairs)

    assert found.weights == pytest.approx([each / sum(weights) for each in weights])
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.doubts == ()


@given(st.integers(2, MOST_COMPARED), st.data())
def test_any_judgements_give_weights(count: int, data: st.DataObject) -> None:
    pairs = {pair: data.draw(st.sampled_from(JUDGEMENTS)) for pair in pairs_of(count)}

    found = priorities(count, pairs)

    assert math.fsum(found.weights) == pytest.approx(1)
    assert all(weight > 0 for weight in found.weights)
    assert found.ratio >= 0
    assert len(found.doubts) <= 3
    assert all(doubt.fits != doubt.judged for doubt in found.doubts)
    rounded = to_hundred(found.weights)
    assert sum(rounded) == 100
    assert min(rounded) >= 1


@given(st.integers(2, MOST_COMPARED), st.data())
def test_the_order_of_things_does_not_matter(count: int, data: st.DataObject) -> None:
    pairs = {pair: data.draw(st.sampled_from(JUDGEMENTS)) for pair in pairs_of(count)}
    turned = {
        (count - 1 - second, count - 1 - first): each if each == 1 else -each
        for (first, second), each in pairs.items()
    }

    here, there = priorities(count, pairs), priorities(count, turned)

    assert there.weights[::-1] == pytest.approx(here.weights)
    assert there.ratio == pytest.approx(here.ratio, abs=1e-9)


def test_two_are_always_consistent() -> None:
    found = priorities(2, {(0, 1): -9})

    assert found.weights == pytest.approx([0.1, 0.9])
    assert found.ratio == 0


def test_the_judgement_that_contradicts_is_named_with_what_would_fit() -> None:
    # Each is twice the next, and the last was said to outweigh the one before it.
    pairs = {(0, 1): 2, (0, 2): 4, (0, 3): 8, (1, 2): 2, (1, 3): 4, (2, 3): -4}

    found = priorities(4, pairs)

    assert found.ratio > ahp.CONSISTENT
    assert found.doubts[0].pair == (2, 3)
    assert ratio_of(found.doubts[0].fits) > ratio_of(-4)


@pytest.mark.parametrize(
    ("count", "pairs"),
    [(1, {}), (0, {}), (16, {}), (3, {(0, 1): 2, (1, 2): 3}), (2, {(0, 1): 0}), (2, {(0, 1): 10})],
)
def test_what_gives_no_weights(count: int, pairs: dict[Pair, int]) -> None:
    with pytest.raises(ComparisonError):
        priorities(count, pairs)


@pytest.mark.parametrize(
    ("weights", "rounded"),
    [
        ((1 / 3, 1 / 3, 1 / 3), (34, 33, 33)),
        ((0.996, 0.002, 0.002), (98, 1, 1)),
        ((0.125, 0.125, 0.75), (13, 12, 75)),
    ],
)
def test_rounding_keeps_the_sum_and_everything_that_counts(
    weights: tuple[float, ...], rounded: tuple[int, ...]
) -> None:
    assert to_hundred(weights) == rounded
