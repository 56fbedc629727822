"""What one answer is worth: from a raw answer to a value in [0, 1]."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from assessments.domain.errors import AnswerError
from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    Combine,
    DateAge,
    Number,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import AnswerValue


@dataclass(frozen=True, slots=True)
class Valued:
    """A value in [0, 1], None where the answer is not scored; `outside` where it was clipped."""

    value: float | None
    outside: bool = False


NOT_SCORED = Valued(None)


def value_of(answer_format: AnswerFormat, value: AnswerValue, *, reference: date) -> Valued:
    """Return what one answer is worth.

    `value` is what `reading.read_value` returned. A mirrored answer has no value alone, a
    text only where it is a rating. Raises AnswerError where the answer does not fit.
    """
    match plain(answer_format):
        case Scale() | YesNo() | Choice() as listed:
            return Valued(_listed_value(listed, value))
        case Number(points=points) | Percentage(points=points):
            return _on_line(points, _number(value))
        case DateAge(points=points):
            return _on_line(points, age_in_months(_day(value), reference))
        case Text() as text:
            return _rating_value(text, value)
        case _:
            return NOT_SCORED


def interpolate(points: Sequence[Point], x: float) -> Valued:
    """Return the value at `x` on the line through `points` (at least two, x increasing).

    Clipped at both ends and then flagged as outside. Piecewise linear value functions as in
    Tervonen & Figueira (2008), A survey on stochastic multicriteria acceptability analysis.
    """
    if x <= points[0].x:
        return Valued(points[0].value, x < points[0].x)
    if x >= points[-1].x:
        return Valued(points[-1].value, x > points[-1].x)
    right = bisect_right(points, x, key=lambda point: point.x)
    before, after = points[right - 1], points[right]
    share = (x - before.x) / (after.x - before.x)
    return Valued(before.value + share * (after.value - before.value))


def age_in_months(day: date, reference: date) -> float:
    """Return the age of a day in months: whole calendar months and the part of the next one.

    Negative for a day after the reference date. 23 May to 23 November is exactly 6.
    """
    whole = (reference.year - day.year) * 12 + reference.month - day.month
    if _months_later(day, whole) > reference:
        whole -= 1
    begun = _months_later(day, whole)
    length = (_months_later(day, whole + 1) - begun).days
    return whole + (reference - begun).days / length


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


def _on_line(points: Sequence[Point], x: float) -> Valued:
    return interpolate(points, x) if points else NOT_SCORED


def _listed_value(listed: Scale | YesNo | Choice, answer: AnswerValue) -> float | None:
    match listed:
        case Scale():
            return _scale_value(listed, _level(answer, listed.levels))
        case YesNo():
            return _yes_no_value(listed, answer)
        case Choice():
            return _choice_value(listed, answer)


def _scale_value(scale: Scale, level: int) -> float:
    value = scale.values[level - 1] if scale.values is not None else (level - 1) / (scale.levels - 1)
    return 1.0 - value if scale.reverse else value


def _yes_no_value(question: YesNo, answer: AnswerValue) -> float:
    if answer == PARTLY and question.partly:
        return 0.5
    if answer not in (YES, NO):
        raise _misfit(answer)
    return 1.0 if (answer == YES) == question.preferred else 0.0


def _choice_value(choice: Choice, answer: AnswerValue) -> float | None:
    worth = {option.key: option.value for option in choice.options}
    keys = answer if isinstance(answer, list | tuple) else [answer]
    if not keys or not all(isinstance(key, str) and key in worth for key in keys):
        raise _misfit(answer)
    values = [worth[str(key)] for key in keys]
    scored = [value for value in values if value is not None]
    return _combined(scored, choice.combine) if len(scored) == len(values) else None


def _combined(values: Sequence[float], combine: Combine) -> float:
    match combine:
        case Combine.MAX:
            return max(values)
        case Combine.MIN:
            return min(values)
        case Combine.MEAN:
            return fmean(values)
        case Combine.CAPPED_SUM:
            return min(1.0, math.fsum(values))


def _rating_value(text: Text, answer: AnswerValue) -> Valued:
    if not text.rated or isinstance(answer, str):
        return NOT_SCORED
    return Valued((_level(answer, text.levels) - 1) / (text.levels - 1))


def _level(answer: AnswerValue, levels: int) -> int:
    if isinstance(answer, bool) or not isinstance(answer, int) or not 1 <= answer <= levels:
        raise _misfit(answer)
    return answer


def _number(answer: AnswerValue) -> float:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise _misfit(answer)
    if not math.isfinite(answer):
        raise _misfit(answer)
    return answer


def _day(answer: AnswerValue) -> date:
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        raise _misfit(answer) from None


def _misfit(answer: AnswerValue) -> AnswerError:
    return AnswerError("misfit", "This answer does not fit its question: {answer}.", answer=str(answer))
