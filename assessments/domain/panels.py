"""A panel's ratings of one question: how far they agree, and what is left to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median, median_low

from assessments.domain.counting import MISSING, Counted, count
from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.knockouts import state_of
from assessments.domain.questionnaire import (
    AnswerState,
    AnswerValue,
    GivenAnswer,
    Question,
    Questionnaire,
    Side,
)
from assessments.domain.results import Agreement, KnockoutState
from assessments.domain.values import value_of

Raws = tuple[AnswerValue, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What several evaluators made of one question, before any consensus.

    `divided_on_knockout` where one rating excludes and another does not.
    """

    key: str
    raws: Raws
    values: tuple[float, ...]
    value: float | None
    agreement: Agreement | None
    disputed: bool
    divided_on_knockout: bool

    @property
    def on_agenda(self) -> bool:
        """Whether the panel has to talk about it."""
        return self.disputed or self.divided_on_knockout

    @property
    def range(self) -> float:
        """How far the highest rating lies above the lowest, in [0, 1]."""
        return self.agreement.high - self.agreement.low if self.agreement else 0.0


def judge(
    questionnaire: Questionnaire, ratings: Sequence[GivenAnswer], *, reference: date
) -> Mapping[str, Judged]:
    """Return by key what was made of each question that at least one evaluator rated."""
    given: dict[str, list[GivenAnswer]] = {}
    for rating in ratings:
        if rating.side is Side.EVALUATOR:
            given.setdefault(rating.question_key, []).append(rating)
    asked = [question for question in questionnaire.questions if question.key in given]
    return {question.key: _judged(question, given[question.key], reference) for question in asked}


def settled_like(
    answer_format: AnswerFormat, raws: Raws, *, reference: date
) -> tuple[AnswerValue, AnswerValue]:
    """Return the answers that stand for the mean and for the median of the ratings, None where none does.

    Where only certain answers exist, it is the one whose value lies nearest, of two the lower.
    """
    match plain(answer_format):
        case Number(whole=whole):
            return _figure(fmean(_numbers(raws)), whole=whole), _figure(median(_numbers(raws)), whole=whole)
        case Percentage():
            return _figure(fmean(_numbers(raws))), _figure(median(_numbers(raws)))
        case DateAge():
            return None, median_low(str(raw) for raw in raws)
        case listed:
            return _nearest(answer_format, _possible(listed), raws, reference)


def _judged(question: Question, given: Sequence[GivenAnswer], reference: date) -> Judged:
    counted = count(question, given, reference=reference) if given else MISSING
    values = tuple(_values(question, given, reference))
    return Judged(
        key=question.key,
        raws=counted.raws,
        values=values,
        value=counted.value,
        agreement=counted.agreement,
        disputed=counted.disputed,
        divided_on_knockout=_divided(question, counted),
    )


def _values(question: Question, given: Iterable[GivenAnswer], reference: date) -> Iterable[float]:
    for answer in given:
        if answer.state is AnswerState.ANSWERED and answer.value is not None:
            value = value_of(question.format, answer.value, reference=reference).value
            if value is not None:
                yield value


def _divided(question: Question, counted: Counted) -> bool:
    if question.knockout is None or len(counted.raws) < 2:
        return False
    return state_of(question.knockout, question.aggregation, counted) is KnockoutState.PENDING


def _possible(listed: AnswerFormat) -> Sequence[AnswerValue]:
    match listed:
        case Scale(levels=levels) | Text(rated=True, levels=levels):
            return range(1, levels + 1)
        case YesNo(partly=partly):
            return (YES, PARTLY, NO) if partly else (YES, NO)
        case Choice(several=False, options=options):
            return [option.key for option in options]
        case _:
            return ()


def _nearest(
    answer_format: AnswerFormat, possible: Sequence[AnswerValue], raws: Raws, reference: date
) -> tuple[AnswerValue, AnswerValue]:
    worth = {each: value_of(answer_format, each, reference=reference).value for each in possible}
    ordered = sorted((value, str(each), each) for each, value in worth.items() if value is not None)
    values = [value for raw in raws if (value := worth.get(_key(raw))) is not None]
    if not ordered or not values:
        return None, None

    def nearest(aim: float) -> AnswerValue:
        return min(ordered, key=lambda one: (round(abs(one[0] - aim), 9), one[0]))[2]

    return nearest(fmean(values)), nearest(median(values))


def _key(raw: AnswerValue) -> AnswerValue:
    return tuple(raw) if isinstance(raw, list) else raw


def _numbers(raws: Raws) -> list[float]:
    return [raw for raw in raws if isinstance(raw, int | float)]


def _figure(number: float, *, whole: bool = False) -> int | float:
    rounded = round(number) if whole else round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
