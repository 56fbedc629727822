"""What was typed in is either stored in one form or refused in kind words."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.errors import AnswerError
from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    DateAge,
    Measured,
    Mirror,
    Number,
    Option,
    Percentage,
    Scale,
    Text,
    YesNo,
)
from assessments.domain.questionnaire import Applies, Knockout, Rule, Side
from assessments.domain.reading import LONGEST_TEXT, read_not_applicable, read_value
from tests.assessments.domain.builders import question

ONE = Choice((Option("a", "A", 0), Option("b", "B", 1)))
MANY = Choice((Option("a", "A", 0), Option("b", "B", 1)), several=True)
RATED = Text(rated=True)


def read(answer_format: AnswerFormat, raw: Any, side: Side = Side.EVALUATOR) -> Any:
    return read_value(answer_format, raw, side=side)


@pytest.mark.parametrize(
    ("answer_format", "raw", "stored"),
    [
        (Scale(), "4", 4),
        (Scale(), 4.0, 4),
        (Mirror(), " 2 ", 2),
        (YesNo(), "Yes", "yes"),
        (YesNo(), False, "no"),
        (YesNo(partly=True), "partly", "partly"),
        (ONE, "a", "a"),
        (ONE, ["b"], "b"),
        (MANY, ["b", "a", "b"], ["a", "b"]),
        (Number(), "12,5", 12.5),
        (Number(), "12.50", 12.5),
        (Number(), "1 200", 1200),
        (Number(), "1 200,5", 1200.5),
        (Number(), "−3", -3),
        (Number(), "0,125", 0.125),
        (Number(whole=True), "7", 7),
        (Percentage(), "12,5 %", 12.5),
        (Percentage(), 100, 100),
        (DateAge(), "2026-05-23", "2026-05-23"),
        (Text(), "  as told  ", "as told"),
        (Measured("deadline", YesNo(), by_hand=True), "no", "no"),
    ],
)
def test_an_answer_is_stored_in_one_form(answer_format: AnswerFormat, raw: Any, stored: Any) -> None:
    value = read(answer_format, raw)
    assert value == stored
    assert type(value) is type(stored)


@pytest.mark.parametrize(
    ("answer_format", "raw", "code"),
    [
        (Scale(), "", "empty"),
        (Scale(), None, "empty"),
        (Scale(), "6", "level_out_of_range"),
        (Scale(), "0", "level_out_of_range"),
        (Scale(), "3.5", "level_out_of_range"),
        (Scale(), True, "not_a_number"),
        (Scale(), "good", "not_a_number"),
        (YesNo(), "maybe", "unknown_option"),
        (YesNo(), "partly", "unknown_option"),
        (YesNo(), "", "empty"),
        (ONE, "c", "unknown_option"),
        (ONE, ["a", "b"], "only_one"),
        (ONE, {"a": 1}, "unknown_option"),
        (MANY, [], "empty"),
        (MANY, ["a", "z"], "unknown_option"),
        (Number(), "NaN", "not_finite"),
        (Number(), "-Infinity", "not_finite"),
        (Number(), float("inf"), "not_finite"),
        (Number(), float("nan"), "not_finite"),
        (Number(), 10**400, "not_finite"),
        (Number(), "9" * 400, "not_finite"),
        (Number(), "1e5", "not_a_number"),
        (Number(), "1_000", "not_a_number"),
        (Number(), "٣", "not_a_number"),
        (Number(), [1], "not_a_number"),
        (Number(), "1,200", "ambiguous_number"),
        (Number(), "1.200,5", "ambiguous_number"),
        (Number(whole=True), "2.5", "whole_needed"),
        (Number(minimum=0), "-1", "too_small"),
        (Number(maximum=24), "25", "too_large"),
        (Percentage(), "101", "too_large"),
        (Percentage(), "-0.1", "too_small"),
        (DateAge(), "23/11/2026", "not_a_date"),
        (DateAge(), "2026-02-30", "not_a_date"),
        (DateAge(), " ", "empty"),
        (Text(), "   ", "empty"),
        (Text(), 5, "empty"),
        (Text(), "x" * (LONGEST_TEXT + 1), "too_long"),
        (Text(), "a\x00b", "unreadable"),
    ],
)
def test_what_cannot_be_counted_is_refused(answer_format: AnswerFormat, raw: Any, code: str) -> None:
    with pytest.raises(AnswerError) as refused:
        read(answer_format, raw)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_the_refusal_carries_what_a_translation_needs() -> None:
    with pytest.raises(AnswerError) as refused:
        read(Scale(7), "8")
    assert refused.value.params == {"levels": 7}
    assert refused.value.message == "Choose a level from 1 to 7."
    assert refused.value.template == "Choose a level from 1 to {levels}."


def test_braces_in_an_answer_do_not_break_its_refusal() -> None:
    with pytest.raises(AnswerError, match=r"“\{0\}” is not a number"):
        read(Number(), "{0}")


@pytest.mark.parametrize("side", [Side.EVALUATOR, Side.CHECKER, Side.CONSENSUS])
def test_a_rated_text_is_rated_by_those_who_judge(side: Side) -> None:
    assert read(RATED, "4", side) == 4
    with pytest.raises(AnswerError, match="not a number"):
        read(RATED, "a fine plan", side)


@pytest.mark.parametrize("side", [Side.PROVIDER, Side.SPONSOR])
def test_a_rated_text_is_written_by_those_who_answer(side: Side) -> None:
    assert read(RATED, "4", side) == "4"


def test_not_applicable_needs_a_reason() -> None:
    assert read_not_applicable(question("q"), " no such site ") == "no such site"
    with pytest.raises(AnswerError) as refused:
        read_not_applicable(question("q"), " ")
    assert refused.value.code == "reason_needed"


def test_not_applicable_is_refused_on_a_knock_out() -> None:
    asked = question("q", YesNo(), knockout=Knockout(Rule.EQUALS, "no", Applies.ALWAYS, "No."))
    with pytest.raises(AnswerError) as refused:
        read_not_applicable(asked, "because")
    assert refused.value.code == "not_applicable_on_knockout"


def test_not_applicable_is_refused_where_the_template_says_so() -> None:
    with pytest.raises(AnswerError) as refused:
        read_not_applicable(question("q", not_applicable_allowed=False), "because")
    assert refused.value.code == "not_applicable_refused"
