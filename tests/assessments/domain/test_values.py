"""What single answers are worth, to the digit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.errors import AnswerError
from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    Combine,
    DateAge,
    Measured,
    Mirror,
    Number,
    Option,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
)
from assessments.domain.values import Valued, age_in_months, value_of
from tests.assessments.domain.builders import TODAY

ATTRITION = Percentage((Point(8, 1.0), Point(30, 0.0)))
BAND = Number((Point(0, 0.0), Point(4, 1.0), Point(6, 1.0), Point(10, 0.0)))
RESTORE = DateAge((Point(6, 1.0), Point(24, 0.0)))


def several(combine: Combine) -> Choice:
    options = (Option("a", "A", 0.2), Option("b", "B", 0.5), Option("c", "C", 0.7))
    return Choice(options, several=True, combine=combine)


def worth(answer_format: AnswerFormat, value: Any) -> Valued:
    return value_of(answer_format, value, reference=TODAY)


@pytest.mark.parametrize(
    ("answer_format", "answer", "value"),
    [
        (Scale(5), 1, 0.0),
        (Scale(5), 4, 0.75),
        (Scale(7), 4, 0.5),
        (Scale(5, reverse=True), 4, 0.25),
        (Scale(3, values=(0.0, 0.9, 1.0)), 2, 0.9),
        (YesNo(), "yes", 1.0),
        (YesNo(), "no", 0.0),
        (YesNo(preferred=False), "no", 1.0),
        (YesNo(partly=True), "partly", 0.5),
        (several(Combine.MAX), "b", 0.5),
        (several(Combine.MAX), ["a", "b"], 0.5),
        (several(Combine.MIN), ["a", "b"], 0.2),
        (several(Combine.MEAN), ["a", "b"], 0.35),
        (several(Combine.CAPPED_SUM), ["a", "b"], 0.7),
        (several(Combine.CAPPED_SUM), ["b", "c"], 1.0),
        (ATTRITION, 8, 1.0),
        (ATTRITION, 19, 0.5),
        (ATTRITION, 30, 0.0),
        (BAND, 2, 0.5),
        (BAND, 5, 1.0),
        (BAND, 8, 0.5),
        (RESTORE, "2026-05-23", 1.0),
        (RESTORE, "2025-08-23", 0.5),
        (RESTORE, "2024-11-23", 0.0),
        (Text(rated=True), 4, 0.75),
        (Measured("roster", ATTRITION), 19, 0.5),
    ],
)
def test_an_answer_is_worth(answer_format: AnswerFormat, answer: Any, value: float) -> None:
    found = worth(answer_format, answer)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert not found.outside


@pytest.mark.parametrize(
    ("answer_format", "answer", "value"),
    [(ATTRITION, 5, 1.0), (ATTRITION, 45, 0.0), (RESTORE, "2026-11-01", 1.0), (RESTORE, "2027-01-01", 1.0)],
)
def test_beyond_the_line_the_value_is_clipped_and_flagged(
    answer_format: AnswerFormat, answer: Any, value: float
) -> None:
    assert worth(answer_format, answer) == Valued(value, True)


@pytest.mark.parametrize(
    ("answer_format", "answer"),
    [
        (Text(), "a story"),
        (Text(rated=True), "a story"),
        (Mirror(), 3),
        (Number(), 12),
        (Choice((Option("a", "A", None), Option("b", "B", None))), "a"),
    ],
)
def test_some_answers_have_no_value(answer_format: AnswerFormat, answer: Any) -> None:
    assert worth(answer_format, answer) == Valued(None)


@pytest.mark.parametrize(
    ("answer_format", "answer"),
    [
        (Scale(), 6),
        (Scale(), True),
        (Scale(), "3"),
        (YesNo(), "partly"),
        (several(Combine.MAX), "z"),
        (several(Combine.MAX), []),
        (ATTRITION, "19"),
        (ATTRITION, float("nan")),
        (ATTRITION, float("inf")),
        (RESTORE, "yesterday"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer_format: AnswerFormat, answer: Any) -> None:
    with pytest.raises(AnswerError, match="does not fit"):
        worth(answer_format, answer)


@pytest.mark.parametrize(
    ("day", "reference", "months"),
    [
        (date(2026, 5, 23), date(2026, 11, 23), 6.0),
        (date(2024, 2, 29), date(2025, 2, 28), 12.0),
        (date(2026, 1, 31), date(2026, 2, 28), 1.0),
        (date(2026, 11, 23), date(2026, 11, 23), 0.0),
        (date(2026, 11, 1), date(2026, 11, 16), 0.5),
        (date(2026, 12, 23), date(2026, 11, 23), -1.0),
    ],
)
def test_age_counts_calendar_months(day: date, reference: date, months: float) -> None:
    assert age_in_months(day, reference) == pytest.approx(months)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 4000))
def test_an_older_day_is_never_younger(day: date, days: int) -> None:
    older = date.fromordinal(day.toordinal() - days)
    assert age_in_months(older, TODAY) >= age_in_months(day, TODAY)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_falling_line_never_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    first, second = worth(ATTRITION, low).value, worth(ATTRITION, high).value
    assert first is not None
    assert second is not None
    assert 0 <= second <= first <= 1
