"""Knock-outs stand outside the sum: triggered, pending or clear."""

from __future__ import annotations

import pytest

from assessments.domain.formats import AnswerFormat, Choice, Mirror, Option, Scale, Text, YesNo
from assessments.domain.questionnaire import (
    Aggregation,
    AnswerValue,
    Applies,
    Condition,
    Knockout,
    Operand,
    Rule,
    Side,
)
from assessments.domain.results import KnockoutState, ScoreResult, Status
from assessments.domain.rules import matches
from tests.assessments.domain.builders import answer, of, question, questionnaire, scored, section

NO = Knockout(Rule.EQUALS, "no", Applies.ALWAYS, "No second login factor")
AT_MOST_2 = Knockout(Rule.AT_MOST, 2, Applies.ALWAYS, "Too low")


def with_rule(knockout: Knockout, answer_format: AnswerFormat, *given: AnswerValue) -> ScoreResult:
    sheet = of(question("k", answer_format, knockout=knockout))
    return scored(sheet, *(answer("k", value, party=str(n)) for n, value in enumerate(given)))


def state(result: ScoreResult) -> KnockoutState:
    return result.knockouts[0].state


@pytest.mark.parametrize(
    ("given", "found", "status"),
    [
        (("no",), KnockoutState.TRIGGERED, Status.EXCLUDED),
        (("yes",), KnockoutState.CLEAR, Status.ELIGIBLE),
        ((), KnockoutState.PENDING, Status.PENDING),
        (("yes", "no"), KnockoutState.PENDING, Status.PENDING),
        (("no", "no"), KnockoutState.TRIGGERED, Status.EXCLUDED),
    ],
)
def test_a_knock_out_on_yes_or_no(given: tuple[str, ...], found: KnockoutState, status: Status) -> None:
    result = with_rule(NO, YesNo(), *given)
    assert (state(result), result.status) == (found, status)
    assert result.knockouts[0].sentence == "No second login factor"


def test_the_score_is_still_computed() -> None:
    assert with_rule(NO, YesNo(), "no").low == 0.0


def test_a_disputed_knock_out_is_pending_even_if_all_ratings_would_trigger() -> None:
    knockout = Knockout(Rule.AT_MOST, 4, Applies.ALWAYS, "Low")
    assert state(with_rule(knockout, Scale(5), 1, 4)) is KnockoutState.PENDING


def test_raters_on_both_sides_of_the_limit_leave_it_pending() -> None:
    assert state(with_rule(AT_MOST_2, Scale(5), 2, 3)) is KnockoutState.PENDING


def test_the_lowest_rating_decides_where_the_lowest_counts() -> None:
    sheet = of(question("k", Scale(5), knockout=AT_MOST_2, aggregation=Aggregation.LOWEST))
    result = scored(sheet, answer("k", 2, party="a"), answer("k", 3, party="b"))
    assert state(result) is KnockoutState.TRIGGERED


@pytest.mark.parametrize(
    ("levels", "found"), [((5, 2), KnockoutState.TRIGGERED), ((4, 2), KnockoutState.CLEAR)]
)
def test_a_mirror_is_judged_by_its_distance(levels: tuple[int, int], found: KnockoutState) -> None:
    knockout = Knockout(Rule.VALUE_BELOW, 0.375, Applies.ALWAYS, "Critically different")
    sheet = of(question("k", Mirror(), knockout=knockout))
    pairs = zip((Side.SPONSOR, Side.PROVIDER), levels, strict=True)
    answers = [answer("k", level, side, str(n)) for side, level in pairs for n in range(3)]
    assert state(scored(sheet, *answers)) is found


def test_an_unrated_text_leaves_its_knock_out_pending() -> None:
    sheet = of(question("k", Text(rated=True), knockout=AT_MOST_2))
    assert state(scored(sheet, answer("k", "a plan", Side.PROVIDER))) is KnockoutState.PENDING


def test_a_hidden_knock_out_is_clear() -> None:
    condition = Condition("first", Rule.EQUALS, "yes")
    sheet = of(question("first", YesNo()), question("k", YesNo(), knockout=NO, condition=condition))
    assert state(scored(sheet, answer("first", "no"))) is KnockoutState.CLEAR


@pytest.mark.parametrize("applies", [Applies.PROJECT, Applies.GATE])
def test_what_a_project_or_a_stage_decides_does_not_exclude_here(applies: Applies) -> None:
    result = with_rule(Knockout(Rule.EQUALS, "no", applies, "No"), YesNo(), "no")
    assert (state(result), result.status) == (KnockoutState.TRIGGERED, Status.ELIGIBLE)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"x": 20, "y": 30}, KnockoutState.TRIGGERED),
        ({"x": 60, "y": 60}, KnockoutState.CLEAR),
        ({"x": 40}, KnockoutState.PENDING),
        ({"x": 10}, KnockoutState.PENDING),
        ({"x": 0}, KnockoutState.PENDING),
        ({"x": 100}, KnockoutState.CLEAR),
        ({}, KnockoutState.PENDING),
    ],
)
def test_a_section_below_its_minimum(answers: dict[str, float], found: KnockoutState) -> None:
    sheet = questionnaire(section("safety", question("x"), question("y"), minimum=0.5))
    result = scored(sheet, *(answer(key, value) for key, value in answers.items()))
    assert state(result) is found
    assert result.knockouts[0].section_key == "safety"
    assert result.knockouts[0].sentence == "“Safety” is below its minimum of 50"


@pytest.mark.parametrize(
    ("rule", "operand", "raw", "expected"),
    [
        (Rule.EQUALS, "a", "a", True),
        (Rule.EQUALS, "a", ["b", "a"], True),
        (Rule.ONE_OF, ("a", "b"), "b", True),
        (Rule.ONE_OF, ("a", "b"), "c", False),
        (Rule.BELOW, 25, 25, False),
        (Rule.BELOW, 25, 24.9, True),
        (Rule.AT_MOST, 25, 25, True),
        (Rule.ABOVE, 0, 0, False),
        (Rule.ABOVE, 0, 1, True),
        (Rule.AT_LEAST, 30, 30, True),
        (Rule.BELOW, "2026-01-01", "2025-12-31", True),
        (Rule.BELOW, 25, "24", False),
        (Rule.BELOW, "25", 24, False),
        (Rule.EQUALS, "a", None, False),
        (Rule.BELOW, 25, [], False),
    ],
)
def test_rules_compare_like_with_like(rule: Rule, operand: Operand, raw: AnswerValue, expected: bool) -> None:
    assert matches(rule, operand, raw) is expected


def test_several_options_trigger_when_one_of_them_does() -> None:
    choice = Choice((Option("a", "A", 0), Option("b", "B", 1)), several=True)
    knockout = Knockout(Rule.ONE_OF, ("a",), Applies.ALWAYS, "A")
    assert state(with_rule(knockout, choice, ["a", "b"])) is KnockoutState.TRIGGERED
