"""Why a score is what it is: contributions that add up exactly."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.contributions import compare, explain, strongest
from assessments.domain.questionnaire import GivenAnswer, Questionnaire
from assessments.domain.results import ScoreResult
from tests.assessments.domain.builders import (
    VALUES,
    answer,
    kind_of,
    not_applicable,
    of,
    question,
    questionnaire,
    scored,
    section,
    sheets,
)

SHEET = questionnaire(
    section("a", question("x", weight=3), question("y", weight=1), weight=50),
    section("b", question("z"), weight=50),
)


def result(**values: float | None) -> ScoreResult:
    return scored(
        SHEET,
        *(not_applicable(key) if value is None else answer(key, value) for key, value in values.items()),
    )


def test_each_answer_is_compared_with_the_median_of_the_peers() -> None:
    peers = [result(x=20, y=50, z=10), result(x=40, y=50, z=30), result(x=60, y=50, z=80)]
    found = explain(result(x=80, y=10, z=30), peers)
    points = {part.question_key: part.points for part in found.contributions}
    assert points == pytest.approx({"x": 0.375 * 0.4, "y": -0.125 * 0.4, "z": 0.0})
    assert dict(found.sections) == pytest.approx({"a": 0.1, "b": 0.0})
    assert found.total == pytest.approx(0.1)


def test_peers_that_did_not_answer_do_not_count() -> None:
    found = explain(result(x=80), [result(x=20), result(y=100)])
    assert found.contributions[0].reference == pytest.approx(0.2)


def test_without_any_peer_there_is_nothing_to_compare() -> None:
    found = explain(result(x=80), [])
    assert (found.contributions[0].reference, found.total) == (None, 0.0)


def test_the_strongest_each_way() -> None:
    peers = [result(x=50, y=50, z=50)]
    up, down = strongest(explain(result(x=80, y=10, z=60), peers).contributions, count=1)
    assert [part.question_key for part in up] == ["x"]
    assert [part.question_key for part in down] == ["y"]


def test_what_does_not_apply_is_told_apart_from_what_was_answered() -> None:
    one, other = result(x=80, y=40, z=None), result(x=60, y=40, z=20)
    found = compare(one, other)
    assert one.low is not None
    assert other.low is not None
    assert found.total == pytest.approx(one.low - other.low)
    assert found.answers == pytest.approx((0.75 + 0.375) / 2 * 0.2)
    assert found.applicability == pytest.approx(0.375 * 0.7 + 0.125 * 0.4 - 0.5 * 0.2)


def test_the_other_way_round_both_parts_change_their_sign() -> None:
    one, other = result(x=80, y=40, z=None), result(x=60, y=40, z=20)
    there, back = compare(one, other), compare(other, one)
    assert back.answers == pytest.approx(-there.answers)
    assert back.applicability == pytest.approx(-there.applicability)


def test_same_weights_leave_only_answers() -> None:
    found = compare(result(x=80, y=40, z=10), result(x=60, y=40, z=20))
    assert found.applicability == 0.0
    assert found.answers == pytest.approx(0.375 * 0.2 - 0.5 * 0.1)


def test_different_questionnaires_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same questionnaire"):
        compare(result(x=80), scored(of(question("other")), answer("other", 5)))


@st.composite
def several_filled(draw: st.DrawFn) -> tuple[Questionnaire, list[list[GivenAnswer]]]:
    """One questionnaire, filled by two to four providers, each with its own gaps."""
    sheet = draw(sheets())
    filled = []
    for _ in range(draw(st.integers(2, 4))):
        answers = []
        for item in sheet.questions:
            state = draw(st.sampled_from(["answered", "answered", "open", "not_applicable"]))
            if state == "answered":
                answers.append(answer(item.key, draw(VALUES[kind_of(item.key)])))
            elif state == "not_applicable":
                answers.append(not_applicable(item.key))
        filled.append(answers)
    return sheet, filled


@given(several_filled())
def test_contributions_sum_to_the_distance_from_the_median(
    case: tuple[Questionnaire, list[list[GivenAnswer]]],
) -> None:
    sheet, filled = case
    own, *peers = [scored(sheet, *answers) for answers in filled]
    found = explain(own, peers)
    earned = math.fsum(part.weight * part.value for part in found.contributions)
    median = math.fsum(
        part.weight * (part.value if part.reference is None else part.reference)
        for part in found.contributions
    )
    assert found.total == pytest.approx(earned - median, abs=1e-12)
    assert earned == pytest.approx(own.low or 0.0, abs=1e-12)
    assert math.fsum(points for _, points in found.sections) == pytest.approx(found.total, abs=1e-12)


@given(several_filled())
def test_the_difference_of_two_providers_is_split_exactly(
    case: tuple[Questionnaire, list[list[GivenAnswer]]],
) -> None:
    sheet, filled = case
    one, other = (scored(sheet, *answers) for answers in filled[:2])
    found = compare(one, other)
    assert found.total == pytest.approx((one.low or 0.0) - (other.low or 0.0), abs=1e-12)
    assert math.fsum(part.points for part in found.questions) == pytest.approx(found.total, abs=1e-12)
