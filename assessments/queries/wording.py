"""Answers in words, as a person would say them."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    LevelledFormat,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
    plain,
)
from outsourcing.ui.formats import NO_BREAK_SPACE, day_text, share_text, weight_text

YES_NO_LABELS: dict[str, Promise] = {
    YES: gettext_lazy("Yes"),
    PARTLY: gettext_lazy("Partly"),
    NO: gettext_lazy("No"),
}


def answer_text(answer_format: AnswerFormat, value: object) -> str:
    """An answer as a person would say it."""
    match plain(answer_format), value:
        case (Scale() | Mirror() | Text()) as levelled, int():
            said = _level_text(levelled, value)
        case YesNo(), str():
            said = str(YES_NO_LABELS.get(value, value))
        case Choice() as choice, str() | list():
            said = _choice_text(choice, value)
        case Percentage(), int() | float():
            said = with_unit(value, "%")
        case Number(unit=unit), int() | float():
            said = with_unit(value, unit)
        case DateAge(), str():
            said = day_text(date.fromisoformat(value))
        case _:
            said = "" if value is None else str(value)
    return said


def content_text(answer_format: AnswerFormat, state: str | None, value: object, reason: str) -> str:
    """What an answer says as a whole: the answer, or why it does not apply."""
    if state == "not_applicable":
        return gettext("Not applicable: %(reason)s") % {"reason": reason}
    return answer_text(answer_format, value) if state == "answered" else gettext("No answer")


def typed_text(answer_format: AnswerFormat, values: Sequence[str], not_applicable: bool, reason: str) -> str:
    """What somebody typed or chose and could not save yet, as a person would say it."""
    if not_applicable:
        return gettext("Not applicable: %(reason)s") % {"reason": reason}
    if not values:
        return gettext("No answer")
    return ", ".join(_typed(answer_format, value) for value in values)


def weight_words(weight: float, share: float) -> str:
    """What a question weighs, and its part of the whole score."""
    words = {"weight": weight_text(weight), "share": share_text(share, 1)}
    if share:
        return gettext("weight %(weight)s · %(share)s of the total") % words
    if weight:
        return gettext("weight %(weight)s · does not count at present") % words
    return gettext("for information, no weight")


def figure_text(number: float | None) -> str:
    """A number as it was typed, without trailing zeros."""
    return "" if number is None else f"{number:.12g}"


def with_unit(number: float, unit: str) -> str:
    """A figure with its unit."""
    return f"{figure_text(number)}{NO_BREAK_SPACE}{unit}".strip()


def _typed(answer_format: AnswerFormat, typed: str) -> str:
    match plain(answer_format):
        case (Scale() | Mirror() | Text()) as levelled if typed.isdigit() and len(typed) < 3:
            return _level_text(levelled, int(typed))
        case YesNo() | Choice() as offered:
            return answer_text(offered, typed)
        case _:
            return typed


def _level_text(levelled: LevelledFormat, level: int) -> str:
    anchors = {anchor.level: anchor.text for anchor in levelled.anchors}
    return f"{level} – {anchors[level]}" if level in anchors else str(level)


def _choice_text(choice: Choice, value: str | list[str]) -> str:
    labels = {option.key: option.label for option in choice.options}
    keys = [value] if isinstance(value, str) else value
    return ", ".join(labels.get(key, key) for key in keys)
