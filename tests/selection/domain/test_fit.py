"""Fit: the weighted assessments of one provider."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.weights import WeightError
from selection.domain.fit import ScorePart, fit, unscored_part


def part(key: str, weight: float, low: float, coverage: float = 1.0) -> ScorePart:
    observed = low / coverage if coverage else None
    return ScorePart(key, weight, low, low + 1 - coverage, observed, coverage)


def dropped(key: str, weight: float) -> ScorePart:
    return ScorePart(key, weight, None, None, None, 0.0)


@st.composite
def parts(draw: st.DrawFn) -> list[ScorePart]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        weight = draw(st.one_of(st.just(0.0), st.floats(0.01, 100)))
        coverage = draw(st.sampled_from([0.0, 0.3, 0.8, 1.0]))
        low = draw(st.floats(0, 1)) * coverage
        applies = draw(st.booleans())
        found.append(part(f"t{number}", weight, low, coverage) if applies else dropped(f"t{number}", weight))
    return found


def test_fit_is_the_weighted_sum() -> None:
    found = fit([part("culture", 20, 0.8), part("people", 15, 0.6), part("rfp", 15, 0.4)])
    assert found.low == found.high == found.observed == pytest.approx(0.4 * 0.8 + 0.3 * 0.6 + 0.3 * 0.4)
    assert (found.coverage, found.provisional) == (1.0, False)


def test_observed_fit_is_low_over_coverage_not_the_mean_of_observed_scores() -> None:
    found = fit([part("a", 50, 0.9), part("b", 50, 0.01, coverage=0.1)])
    assert found.low == pytest.approx(0.455)
    assert found.coverage == pytest.approx(0.55)
    assert found.high == pytest.approx(0.905)
    assert found.observed == pytest.approx(0.455 / 0.55)
    assert found.provisional


def test_an_assessment_not_yet_scored_leaves_all_of_its_weight_open() -> None:
    found = fit([part("a", 3, 1.0), unscored_part("b", 1)])
    assert (found.low, found.high, found.observed) == pytest.approx((0.75, 1.0, 1.0))
    assert found.segments[1].open == pytest.approx(0.25)


def test_a_template_that_does_not_apply_leaves_its_weight_to_the_others() -> None:
    found = fit([part("a", 3, 0.5), part("b", 1, 0.9), dropped("c", 6)])
    assert found.low == pytest.approx(0.75 * 0.5 + 0.25 * 0.9)
    assert [segment.share for segment in found.segments] == pytest.approx([0.75, 0.25, 0.0])


@pytest.mark.parametrize("found", [fit([]), fit([dropped("a", 5)]), fit([part("a", 0, 0.5)])])
def test_nothing_that_counts_is_no_fit(found: object) -> None:
    assert (found.low, found.high, found.observed, found.coverage) == (None, None, None, 0.0)  # type: ignore[attr-defined]


def test_nothing_answered_is_no_observed_fit() -> None:
    found = fit([unscored_part("a", 1)])
    assert (found.low, found.high, found.observed) == (0.0, 1.0, None)


def test_a_pillar_below_its_floor_is_weak_however_good_the_average() -> None:
    found = fit(
        [part("culture", 1, 0.49), part("people", 1, 0.5), part("rfp", 98, 1.0), part("team", 1, 0.1)]
    )
    assert found.weak == ("culture", "team")
    assert found.observed == pytest.approx((0.49 + 0.5 + 98 + 0.1) / 101)


def test_only_pillars_with_a_floor_can_be_weak() -> None:
    assert fit([part("rfp", 1, 0.0), unscored_part("culture", 1)]).weak == ()
    assert fit([part("rfp", 1, 0.4)], floors={"rfp": 0.6}).weak == ("rfp",)


@pytest.mark.parametrize("weight", [-1, math.nan, math.inf])
def test_impossible_weights_are_refused(weight: float) -> None:
    with pytest.raises(WeightError):
        fit([part("a", weight, 0.5)])


@given(parts())
def test_bounds_enclose_the_observed_fit(given_parts: list[ScorePart]) -> None:
    found = fit(given_parts)
    if found.observed is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.observed <= found.high <= 1


@given(parts())
def test_segments_add_up_to_the_bounds(given_parts: list[ScorePart]) -> None:
    found = fit(given_parts)
    points = math.fsum(segment.points for segment in found.segments)
    still_open = math.fsum(segment.open for segment in found.segments)
    assert points == pytest.approx(found.low or 0.0, abs=1e-12)
    assert points + still_open == pytest.approx(found.high or 0.0, abs=1e-9)


@given(parts(), st.floats(0.01, 100))
def test_scaling_the_weights_changes_nothing(given_parts: list[ScorePart], factor: float) -> None:
    scaled = [
        ScorePart(p.template_key, p.weight * factor, p.low, p.high, p.observed, p.coverage)
        for p in given_parts
    ]
    assert fit(scaled).low == pytest.approx(fit(given_parts).low, abs=1e-12)
    assert fit(scaled).high == pytest.approx(fit(given_parts).high, abs=1e-12)


@given(parts())
def test_the_order_of_templates_is_irrelevant(given_parts: list[ScorePart]) -> None:
    one, other = fit(given_parts), fit(given_parts[::-1])
    assert (one.low, one.high, one.observed, one.coverage) == (
        other.low,
        other.high,
        other.observed,
        other.coverage,
    )
