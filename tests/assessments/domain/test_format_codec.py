"""Formats survive the way to JSON and back, and unusable ones are refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.format_codec import format_from_json, format_to_json
from assessments.domain.formats import (
    Anchor,
    AnswerFormat,
    Choice,
    Combine,
    DateAge,
    FormatError,
    Measured,
    Mirror,
    Number,
    Option,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
    is_scored,
)

OPTIONS = [{"key": "a", "label": "A", "value": 0}, {"key": "b", "label": "B", "value": 1}]
EVERY_FORMAT: list[AnswerFormat] = [
    Scale(5, (Anchor(1, "never"), Anchor(5, "always")), reverse=True),
    Scale(3, values=(0.0, 0.2, 1.0)),
    YesNo(preferred=False, partly=True),
    Choice((Option("a", "A", 0.0), Option("b", "B", 1.0)), several=True, combine=Combine.CAPPED_SUM),
    Choice((Option("a", "A", None), Option("b", "B", None))),
    Number((Point(-2, 1.0), Point(8, 0.0)), "points", -10, 10, whole=True),
    Number(),
    Percentage((Point(50, 0.0), Point(110, 1.0)), 0, 500),
    DateAge((Point(6, 1.0), Point(24, 0.0))),
    Mirror(7, (Anchor(4, "between"),), raters=2, warn_from=6),
    Text(),
    Text(rated=True, anchors=(Anchor(1, "brochure"),), levels=5),
    Measured("roster", Percentage((Point(8, 1.0), Point(30, 0.0))), by_hand=True),
]


@pytest.mark.parametrize("answer_format", EVERY_FORMAT, ids=lambda item: type(item).__name__)
def test_every_format_comes_back_unchanged(answer_format: AnswerFormat) -> None:
    assert format_from_json(format_to_json(answer_format)) == answer_format


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ("scale", "format", "not_an_object"),
        ({}, "type", "text_needed"),
        ({"type": "slider"}, "type", "unknown_word"),
        ({"type": "scale", "levels": 1}, "levels", "levels_out_of_range"),
        ({"type": "scale", "levels": 5.5}, "levels", "whole_needed"),
        ({"type": "scale", "levels": True}, "levels", "whole_needed"),
        ({"type": "scale", "values": [0, 1]}, "values", "values_count"),
        ({"type": "scale", "levels": 2, "values": [0, 1.5]}, "values", "value_outside"),
        ({"type": "scale", "levels": 2, "values": [0, float("nan")]}, "values", "not_finite"),
        ({"type": "scale", "anchors": [{"level": 9, "text": "x"}]}, "anchors", "anchor_outside"),
        ({"type": "scale", "anchors": [{"level": 1}]}, "anchors[0].text", "text_needed"),
        ({"type": "choice", "options": OPTIONS[:1]}, "options", "too_few_options"),
        ({"type": "choice", "options": [*OPTIONS, OPTIONS[0]]}, "options", "option_twice"),
        ({"type": "choice", "options": OPTIONS, "combine": "sum"}, "combine", "unknown_word"),
        ({"type": "choice", "options": [OPTIONS[0], {"key": "b", "label": "B"}]}, "options", "partly_scored"),
        ({"type": "number", "points": [{"x": 1, "value": 0}]}, "points", "too_few_points"),
        ({"type": "number", "minimum": 5, "maximum": 5}, "maximum", "limits_reversed"),
        ({"type": "number", "minimum": float("inf")}, "minimum", "not_finite"),
        ({"type": "mirror", "raters": 0}, "raters", "raters_out_of_range"),
        ({"type": "mirror", "warn_from": 6}, "warn_from", "warn_from_outside"),
        ({"type": "measured", "source": "x", "answer": {"type": "text"}}, "answer", "not_measurable"),
    ],
)
def test_an_unusable_format_is_refused_by_field(data: Any, field: str, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        format_from_json(data)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize("xs", [(1, 1), (2, 1)])
def test_breakpoints_go_up(xs: tuple[int, int]) -> None:
    points = [{"x": x, "value": value} for x, value in zip(xs, (0, 1), strict=True)]
    with pytest.raises(FormatError, match="must go up"):
        format_from_json({"type": "percentage", "points": points})


def test_the_place_leads_the_field_in_an_error() -> None:
    with pytest.raises(FormatError) as refused:
        format_from_json({"type": "scale", "levels": 99}, "question.format")
    assert refused.value.field == "question.format.levels"


@pytest.mark.parametrize(
    ("answer_format", "scored"),
    [
        (Text(), False),
        (Text(rated=True), True),
        (Number(), False),
        (EVERY_FORMAT[4], False),
        (EVERY_FORMAT[3], True),
        (Measured("x", Number()), False),
        (Mirror(), True),
    ],
)
def test_some_formats_are_worth_nothing(answer_format: AnswerFormat, scored: bool) -> None:
    assert is_scored(answer_format) is scored
