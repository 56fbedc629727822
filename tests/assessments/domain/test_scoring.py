"""Scores that can be checked with a pencil."""

from __future__ import annotations

import pytest

from assessments.domain.bounds import completed
from assessments.domain.errors import AnswerError
from assessments.domain.formats import Number, Percentage, Point, Scale, Text, YesNo
from assessments.domain.questionnaire import Applies, Knockout, Rule, Side
from assessments.domain.results import QuestionState, ScoreResult, Status, WarningCode
from assessments.domain.weights import WeightError, normalised
from tests.assessments.domain.builders import (
    answer,
    not_applicable,
    of,
    question,
    questionnaire,
    scored,
    section,
)

TWO_SECTIONS = questionnaire(
    section("a", question("a1", Scale(5), 3), question("a2", Scale(5), 1), weight=60),
    section("b", question("b1", Scale(5), 1), question("b2", Scale(5), 1), weight=40),
)
GATE = Knockout(Rule.EQUALS, "no", Applies.GATE, "Not declared")


def state(result: ScoreResult, key: str) -> QuestionState:
    return next(item.state for item in result.questions if item.key == key)


def test_weights_multiply_down_the_path() -> None:
    result = scored(TWO_SECTIONS)
    assert [item.weight for item in result.questions] == pytest.approx([0.45, 0.15, 0.2, 0.2])


def test_a_full_set_of_answers() -> None:
    answers = [answer("a1", 5), answer("a2", 1), answer("b1", 3), answer("b2", 4)]
    result = scored(TWO_SECTIONS, *answers)
    assert result.low == result.high == result.observed == pytest.approx(0.45 + 0.1 + 0.15)
    assert result.coverage == 1.0
    assert not result.provisional


def test_missing_answers_leave_a_range() -> None:
    result = scored(TWO_SECTIONS, answer("a1", 5), answer("b1", 3))
    assert result.low == pytest.approx(0.55)
    assert result.coverage == pytest.approx(0.65)
    assert result.high == pytest.approx(0.9)
    assert result.observed == pytest.approx(0.55 / 0.65)
    assert result.provisional


def test_sections_are_scored_for_themselves() -> None:
    first, second = scored(TWO_SECTIONS, answer("a1", 5), answer("b1", 3)).sections
    assert (first.weight, first.low, first.high, first.observed) == pytest.approx((0.6, 0.75, 1.0, 1.0))
    assert (second.weight, second.low, second.high, second.coverage) == pytest.approx((0.4, 0.25, 0.75, 0.5))


@pytest.mark.parametrize(("answered", "provisional"), [(79, True), (80, False)])
def test_provisional_below_four_fifths(answered: int, provisional: bool) -> None:
    sheet = of(question("x", weight=answered), question("y", weight=100 - answered))
    assert scored(sheet, answer("x", 50)).provisional is provisional


def test_rounding_does_not_make_a_score_provisional() -> None:
    assert not completed(0.5, 0.8 - 1e-12).provisional
    assert completed(0.5, 0.8 - 1e-6).provisional


def test_a_section_that_does_not_apply_leaves_its_weight_to_the_others() -> None:
    answers = [answer("a1", 5), answer("a2", 1), not_applicable("b1"), not_applicable("b2")]
    result = scored(TWO_SECTIONS, *answers)
    assert result.low == result.high == pytest.approx(0.75)
    assert [item.weight for item in result.sections] == [1.0, 0.0]
    assert result.sections[1].low is None
    assert result.not_applicable_share == pytest.approx(0.4)
    assert WarningCode.NOT_APPLICABLE_SHARE in {item.code for item in result.warnings}


def test_one_fifth_not_applicable_is_not_yet_flagged() -> None:
    result = scored(TWO_SECTIONS, not_applicable("b1"))
    assert result.not_applicable_share == pytest.approx(0.2)
    assert result.warnings == ()


def test_nothing_applicable_is_no_score() -> None:
    result = scored(of(question("x"), question("y")), not_applicable("x"), not_applicable("y"))
    assert (result.low, result.high, result.observed, result.coverage) == (None, None, None, 0.0)
    assert result.provisional


def test_weights_of_zero_are_no_score() -> None:
    result = scored(of(question("x", weight=0)), answer("x", 100))
    assert (result.low, result.high, result.observed) == (None, None, None)
    assert state(result, "x") is QuestionState.ANSWERED


def test_not_applicable_is_ignored_where_it_is_not_allowed() -> None:
    sheet = of(question("x", not_applicable_allowed=False), question("y"))
    result = scored(sheet, not_applicable("x"), answer("y", 100))
    assert state(result, "x") is QuestionState.MISSING
    assert (result.low, result.high) == (0.5, 1.0)


def test_what_is_not_scored_never_counts_even_with_a_weight() -> None:
    sheet = of(question("x"), question("note", Text(), 5), question("trend", Number(), 5))
    result = scored(sheet, answer("x", 40), answer("note", "seen"), answer("trend", 12))
    assert result.low == result.high == pytest.approx(0.4)
    assert state(result, "note") is state(result, "trend") is QuestionState.UNSCORED


def test_a_gate_earns_nothing_and_excludes_nobody() -> None:
    sheet = of(question("x"), question("gate", YesNo(), 0, knockout=GATE))
    result = scored(sheet, answer("x", 40), answer("gate", "no"))
    assert result.low == pytest.approx(0.4)
    assert result.status is Status.ELIGIBLE


def test_a_value_beyond_the_line_is_flagged() -> None:
    sheet = of(question("x", Percentage((Point(8, 1.0), Point(30, 0.0)))))
    result = scored(sheet, answer("x", 45))
    assert result.questions[0].outside
    assert result.low == 0.0


def test_answers_to_unknown_questions_are_ignored() -> None:
    assert scored(of(question("x")), answer("x", 40), answer("gone", 1)).low == pytest.approx(0.4)


def test_an_answer_that_does_not_fit_is_an_error_not_a_score() -> None:
    with pytest.raises(AnswerError):
        scored(of(question("x", Scale(5))), answer("x", 9))


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_impossible_weights_are_refused(weight: float) -> None:
    with pytest.raises(WeightError):
        scored(of(question("x", weight=weight)), answer("x", 40))


def test_extreme_weights_neither_overflow_nor_vanish() -> None:
    assert normalised([1e308, 1e308]) == (0.5, 0.5)
    assert normalised([5e-324, 5e-324]) == (0.5, 0.5)
    assert normalised([]) == ()


def test_thousands_of_small_weights_still_sum_to_one() -> None:
    sheet = of(*(question(f"q{n}", weight=0.1) for n in range(3000)))
    result = scored(sheet, *(answer(f"q{n}", 100) for n in range(3000)))
    assert (result.low, result.coverage) == (1.0, 1.0)


def test_the_side_that_counted_is_named() -> None:
    result = scored(of(question("x")), answer("x", 40, Side.PROVIDER), answer("x", 10, Side.CHECKER))
    assert result.questions[0].source is Side.CHECKER
