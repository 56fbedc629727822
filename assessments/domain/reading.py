"""Reading one answer as it was typed in; what is refused is refused in kind words."""

from __future__ import annotations

import math
import re
from datetime import date

from assessments.domain.errors import AnswerError
from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import RATERS, AnswerValue, Question, Side

LONGEST_TEXT = 20_000
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+", re.ASCII)
_SIGN = re.compile(r"^[−–]")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?)", re.IGNORECASE)


def read_value(answer_format: AnswerFormat, raw: object, *, side: Side) -> AnswerValue:
    """Check one answer, from a form field or from JSON, and return it as it is stored.

    Stored are: int for levels and ratings, "yes"/"no"/"partly", an option's key or a list of
    keys, int or float for numbers and percentages, "2026-11-23" for dates, str for texts.
    Raises AnswerError with code, parameters and sentence.
    """
    match plain(answer_format):
        case Scale(levels=levels) | Mirror(levels=levels):
            return _read_level(raw, levels)
        case Text() as text:
            return _read_rating_or_text(text, raw, side)
        case YesNo() as yes_no:
            return _read_yes_no(yes_no, raw)
        case Choice() as choice:
            return _read_choice(choice, raw)
        case Number() | Percentage() as figure:
            return _within(_read_figure(figure, raw), figure.minimum, figure.maximum)
        case DateAge():
            return _read_date(raw)


def read_not_applicable(question: Question, reason: object) -> str:
    """Check a "not applicable" and return its reason.

    Raises AnswerError on a knock-out, where the template does not allow it, or without reason.
    """
    if question.knockout is not None:
        text = "This question can exclude a provider, so it must be answered."
        raise AnswerError("not_applicable_on_knockout", text)
    if not question.not_applicable_allowed:
        text = "This question cannot be marked as not applicable."
        raise AnswerError("not_applicable_refused", text)
    if not isinstance(reason, str) or not reason.strip():
        raise AnswerError("reason_needed", "Say in a few words why this does not apply.")
    return _short_enough(reason.strip())


def _read_level(raw: object, levels: int) -> int:
    number = _read_number(raw)
    if number != int(number) or not 1 <= number <= levels:
        text = "Choose a level from 1 to {levels}."
        raise AnswerError("level_out_of_range", text, levels=levels)
    return int(number)


def _read_rating_or_text(text: Text, raw: object, side: Side) -> AnswerValue:
    if text.rated and side in RATERS:
        return _read_level(raw, text.levels)
    if not isinstance(raw, str) or not raw.strip():
        raise _empty()
    return _short_enough(raw.strip())


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        message = "This text has {length} characters; {longest} fit. Please shorten it."
        raise AnswerError("too_long", message, length=len(text), longest=LONGEST_TEXT)
    if "\x00" in text:
        raise AnswerError("unreadable", "This text holds a character that cannot be stored.")
    return text


def _read_yes_no(question: YesNo, raw: object) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    answer = raw.strip().lower() if isinstance(raw, str) else raw
    if answer in (None, ""):
        raise _empty()
    known = (YES, NO, PARTLY) if question.partly else (YES, NO)
    if answer not in known:
        raise AnswerError("unknown_option", "Choose one of the answers offered.")
    return str(answer)


def _read_choice(choice: Choice, raw: object) -> AnswerValue:
    given = list(raw) if isinstance(raw, list | tuple) else [raw]
    chosen = [key for key in given if key not in (None, "")]
    if not chosen:
        raise _empty()
    known = [option.key for option in choice.options]
    if any(key not in known for key in chosen):
        raise AnswerError("unknown_option", "Choose one of the answers offered.")
    if choice.several:
        return [key for key in known if key in chosen]
    if len(chosen) > 1:
        raise AnswerError("only_one", "Choose one answer only.")
    return str(chosen[0])


def _read_figure(figure: Number | Percentage, raw: object) -> int | float:
    number = _read_number(raw)
    if isinstance(figure, Number) and figure.whole and number != int(number):
        raise AnswerError("whole_needed", "Give a whole number, without decimals.")
    return number


def _read_number(raw: object) -> int | float:
    if isinstance(raw, str):
        return _number_from_text(raw)
    if raw is None:
        raise _empty()
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise AnswerError("not_a_number", "Give a number, for example 12.5.")
    return _finite(raw)


def _number_from_text(raw: str) -> int | float:
    text = _SIGN.sub("-", raw.strip().removesuffix("%").translate(_SPACES))
    if not text:
        raise _empty()
    if _NOT_FINITE.fullmatch(text):
        raise _not_finite()
    if _GROUPED.fullmatch(text) or ("," in text and "." in text):
        message = "“{text}” can be read in two ways. Leave out the thousands separator."
        raise AnswerError("ambiguous_number", message, text=raw.strip())
    decimal = text.replace(",", ".", 1)
    if not _DECIMAL.fullmatch(decimal):
        message = "“{text}” is not a number. Give one, for example 12.5."
        raise AnswerError("not_a_number", message, text=raw.strip()[:40])
    return _finite(float(decimal))


def _finite(number: int | float) -> int | float:
    try:
        finite = math.isfinite(number)
    except OverflowError:
        finite = False
    if not finite:
        raise _not_finite()
    return int(number) if number == int(number) else number


def _within(number: int | float, low: float | None, high: float | None) -> int | float:
    if low is not None and number < low:
        raise AnswerError("too_small", "The smallest answer possible is {low:g}.", low=low)
    if high is not None and number > high:
        raise AnswerError("too_large", "The largest answer possible is {high:g}.", high=high)
    return number


def _read_date(raw: object) -> str:
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise _empty()
    try:
        return date.fromisoformat(str(raw).strip()).isoformat()
    except ValueError:
        message = "“{text}” is not a date. Write it as year-month-day, for example 2026-11-23."
        raise AnswerError("not_a_date", message, text=str(raw).strip()[:40]) from None


def _empty() -> AnswerError:
    return AnswerError("empty", "There is no answer yet. Give one, or leave the question open.")


def _not_finite() -> AnswerError:
    return AnswerError("not_finite", "Give a number that can be counted with.")
