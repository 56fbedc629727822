"""Answers in words, for the pages."""

from assessments.queries.wording import (
    YES_NO_LABELS,
    answer_text,
    content_text,
    figure_text,
    typed_text,
    weight_words,
    with_unit,
)

__all__ = [
    "YES_NO_LABELS",
    "answer_text",
    "content_text",
    "figure_text",
    "typed_text",
    "weight_words",
    "with_unit",
]
