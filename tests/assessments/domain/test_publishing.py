"""A questionnaire is published only when every part of it can work."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.conditions import condition_faults
from assessments.domain.formats import Choice, Measured, Mirror, Number, Option, Point, Scale, Text, YesNo
from assessments.domain.publishing import Severity, check, is_publishable
from assessments.domain.questionnaire import Applies, Condition, Knockout, Question, Questionnaire, Rule
from assessments.domain.results import QuestionState
from tests.assessments.domain.builders import (
    answer,
    not_applicable,
    of,
    question,
    questionnaire,
    scored,
    section,
)

YES = Condition("first", Rule.EQUALS, "yes")


def rule(kind: Rule, operand: Any, sentence: str = "Because.") -> Knockout:
    return Knockout(kind, operand, Applies.ALWAYS, sentence)


def knocking(answer_format: Any, knockout: Knockout) -> Question:
    return question("q", answer_format, knockout=knockout, not_applicable_allowed=False)


def codes(sheet: Questionnaire, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [(item.where, item.code) for item in check(sheet) if item.severity is severity]


def test_a_sound_questionnaire_has_no_problem() -> None:
    sheet = of(question("first", YesNo()), question("second", Scale(5), condition=YES))
    assert check(sheet) == []
    assert is_publishable(sheet)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (question("q", weight=-1), "weight_invalid"),
        (question("q", weight=float("nan")), "weight_invalid"),
        (question("q", weight=float("inf")), "weight_invalid"),
        (question("q", Text(), 3), "weight_unscored"),
        (question("q", Number(), 3), "weight_unscored"),
        (question("q", Scale(1)), "levels_out_of_range"),
        (question("q", Number((Point(2, 0), Point(2, 1)))), "points_not_increasing"),
        (question("q", sides=frozenset()), "asked_of_nobody"),
        (knocking(YesNo(), rule(Rule.EQUALS, "maybe")), "operand_misfit"),
        (knocking(YesNo(), rule(Rule.BELOW, 3)), "operand_misfit"),
        (knocking(YesNo(), rule(Rule.EQUALS, "no", " ")), "sentence_missing"),
        (knocking(Scale(5), rule(Rule.AT_MOST, "1")), "operand_misfit"),
        (knocking(Mirror(), rule(Rule.AT_MOST, 1)), "operand_misfit"),
        (knocking(Mirror(), rule(Rule.VALUE_BELOW, 37.5)), "operand_misfit"),
    ],
)
def test_an_error_stops_publishing(broken: Question, code: str) -> None:
    sheet = of(question("fine"), broken)
    assert codes(sheet) == [("q", code)]
    assert not is_publishable(sheet)


def test_nothing_that_counts_stops_publishing() -> None:
    assert codes(of(question("q", weight=0))) == [("", "no_weight")]
    assert codes(questionnaire(section("s", question("q"), weight=0))) == [("", "no_weight")]
    assert codes(questionnaire()) == [("", "no_questions")]


def test_keys_are_unique() -> None:
    sheet = questionnaire(section("s", question("q")), section("s", question("q")))
    assert codes(sheet) == [("q", "question_twice"), ("s", "section_twice")]


def test_a_minimum_lies_between_nothing_and_all() -> None:
    assert codes(questionnaire(section("s", question("q"), minimum=50))) == [("s", "minimum_outside")]


def test_a_choice_without_worst_or_best_option_is_a_warning() -> None:
    sheet = of(question("q", Choice((Option("a", "A", 0.2), Option("b", "B", 0.8)))))
    assert codes(sheet, Severity.WARNING) == [("q", "no_worst_option"), ("q", "no_best_option")]
    assert is_publishable(sheet)


def test_a_measured_figure_needs_nobody_to_ask() -> None:
    assert is_publishable(of(question("q", Measured("roster", Scale(5)), sides=frozenset())))


@pytest.mark.parametrize(
    ("questions", "fault"),
    [
        ([question("q", condition=Condition("gone", Rule.EQUALS, "yes"))], ("q", "condition_unknown")),
        ([question("q", condition=YES), question("first", YesNo())], ("q", "condition_later")),
        ([question("q", condition=Condition("q", Rule.EQUALS, "yes"))], ("q", "condition_circle")),
        ([question("first", Text(), 0), question("q", condition=YES)], ("q", "condition_unusable")),
        ([question("first", Mirror()), question("q", condition=YES)], ("q", "condition_unusable")),
    ],
)
def test_a_condition_rests_on_an_earlier_question(questions: list[Question], fault: tuple[str, str]) -> None:
    found = [(item.question_key, item.code) for item in condition_faults(of(*questions))]
    assert found == [fault]


def test_a_circle_of_conditions_is_found_on_each_of_its_members() -> None:
    sheet = of(
        question("a", condition=Condition("b", Rule.EQUALS, "yes")),
        question("b", condition=Condition("c", Rule.EQUALS, "yes")),
        question("c", condition=Condition("a", Rule.EQUALS, "yes")),
        question("d", condition=Condition("a", Rule.EQUALS, "yes")),
    )
    found = [(item.question_key, item.code) for item in condition_faults(sheet)]
    assert found == [("a", "condition_circle"), ("b", "condition_circle"), ("c", "condition_circle")]


CHAIN = of(
    question("first", YesNo()),
    question("second", YesNo(), condition=YES),
    question("third", condition=Condition("second", Rule.EQUALS, "yes")),
)


def states(*answers: Any) -> list[QuestionState]:
    return [item.state for item in scored(CHAIN, *answers).questions]


def test_while_the_earlier_answer_is_missing_the_later_question_stays_open() -> None:
    assert states() == [QuestionState.MISSING] * 3


def test_a_failed_condition_hides_what_hangs_on_it_and_its_answers() -> None:
    hidden = [QuestionState.ANSWERED, QuestionState.HIDDEN, QuestionState.HIDDEN]
    assert states(answer("first", "no"), answer("second", "yes"), answer("third", 100)) == hidden
    assert scored(CHAIN, answer("first", "no"), answer("third", 100)).low == 0.0


def test_a_hidden_question_leaves_its_weight_to_the_others_and_is_no_gap() -> None:
    result = scored(CHAIN, answer("first", "no"))
    assert (result.coverage, result.not_applicable_share) == (1.0, 0.0)


def test_what_is_hidden_is_no_part_of_what_could_have_applied() -> None:
    sheet = of(question("first", YesNo()), question("hidden", weight=8, condition=YES), question("gone"))
    result = scored(sheet, answer("first", "no"), not_applicable("gone"))
    assert result.not_applicable_share == pytest.approx(0.5)


def test_a_met_condition_asks_the_question() -> None:
    assert states(answer("first", "yes"))[1] is QuestionState.MISSING
