"""Whose answer counts: consensus, else measured, else evaluators, else checker, else respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import fmean
from types import MappingProxyType
from typing import Final

from assessments.domain.aggregation import aggregate, agreement, is_disputed
from assessments.domain.formats import Mirror, Scale, Text, plain
from assessments.domain.mirrors import read_mirror
from assessments.domain.questionnaire import (
    RATERS,
    RESPONDENTS,
    Aggregation,
    AnswerState,
    AnswerValue,
    GivenAnswer,
    Perspective,
    Question,
    Side,
)
from assessments.domain.results import Agreement, QuestionState, WarningCode
from assessments.domain.values import value_of

PRECEDENCE: Final[Mapping[Side, int]] = MappingProxyType(
    {
        Side.CONSENSUS: 1,
        Side.MEASURED: 2,
        Side.EVALUATOR: 3,
        Side.CHECKER: 4,
        Side.SPONSOR: 5,
        Side.PROVIDER: 5,
    }
)
# Some hundred questions with every answer they may have, for a few days; longer texts are not kept.
COUNTED_KEPT: Final = 8192
SHORT: Final = 40
INDEPENDENT: Final = frozenset({Side.EVALUATOR, Side.CHECKER})


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of all answers to one question: raw answers, and one value in [0, 1]."""

    state: QuestionState
    value: float | None = None
    raws: tuple[AnswerValue, ...] = ()
    source: Side | None = None
    outside: bool = False
    disputed: bool = False
    agreement: Agreement | None = None
    warnings: tuple[WarningCode, ...] = ()


MISSING: Final = Counted(QuestionState.MISSING)
HIDDEN: Final = Counted(QuestionState.HIDDEN)


def count(question: Question, answers: Sequence[GivenAnswer], *, reference: date) -> Counted:
    """Return what counts of the answers given to one question.

    Raises AnswerError where a stored answer does not fit the question's format.
    """
    if not answers:
        return MISSING
    if isinstance(question.format, Mirror):
        return _count_mirror(question, question.format, answers)
    if len(answers) == 1 and _stands_alone(question, answers[0]):
        return _count_alone(question, answers[0], reference)
    own = [answer for answer in answers if answer.perspective is Perspective.OWN]
    return _count_decisive(question, own, reference)


def _count_decisive(question: Question, own: Sequence[GivenAnswer], reference: date) -> Counted:
    group = _decisive(question, own)
    answered = [answer for answer in group if answer.state is AnswerState.ANSWERED]
    if not answered:
        return _without_answer(question, own, group)
    if _awaits_other_side(question, group):
        return MISSING
    if len(answered) == 1:
        return _count_one(question, answered[0], reference)
    return _count_several(question, answered, reference)


def _stands_alone(question: Question, answer: GivenAnswer) -> bool:
    """The usual case, told in one step: one answer, and nothing to weigh it against or to wait for."""
    return (
        answer.state is AnswerState.ANSWERED
        and answer.perspective is Perspective.OWN
        and question.aggregation is not Aggregation.LOWEST
        and _counts(question, answer)
    )


def _decisive(question: Question, answers: Sequence[GivenAnswer]) -> list[GivenAnswer]:
    counting = [answer for answer in answers if _counts(question, answer)]
    if len(counting) < 2:
        return counting
    first = min(PRECEDENCE[answer.side] for answer in counting)
    decisive = [answer for answer in counting if PRECEDENCE[answer.side] == first]
    # In the order of the stored inputs: whoever computes again finds the same, however rows were read.
    return sorted(decisive, key=lambda answer: (answer.side, answer.party))


def _counts(question: Question, answer: GivenAnswer) -> bool:
    if answer.state is AnswerState.NOT_APPLICABLE:
        return question.may_be_not_applicable
    if isinstance(question.format, Text) and question.format.rated:
        return answer.side in RATERS and not isinstance(answer.value, str)
    return answer.value is not None


def _without_answer(question: Question, own: Sequence[GivenAnswer], group: Sequence[GivenAnswer]) -> Counted:
    written = any(answer.state is AnswerState.ANSWERED for answer in own)
    judged = bool(group) and group[0].side not in RESPONDENTS
    if isinstance(question.format, Text) and question.format.rated and written and not judged:
        return Counted(QuestionState.AWAITING_RATING)
    if group:
        return Counted(QuestionState.NOT_APPLICABLE, source=group[0].side)
    return MISSING


def _awaits_other_side(question: Question, group: Sequence[GivenAnswer]) -> bool:
    """The lowest of two companies' answers is only known when both have answered."""
    if question.aggregation is not Aggregation.LOWEST or group[0].side not in RESPONDENTS:
        return False
    return not (question.sides & RESPONDENTS) <= {answer.side for answer in group}


def _count_alone(question: Question, answer: GivenAnswer, reference: date) -> Counted:
    """The same level or option is given to a question again and again: each is valued once."""
    value = answer.value
    if isinstance(value, list) or (isinstance(value, str) and len(value) > SHORT):
        return _count_one(question, answer, reference)
    return _count_short(question, answer.side, value, reference)


@lru_cache(maxsize=COUNTED_KEPT, typed=True)
def _count_short(question: Question, side: Side, value: AnswerValue, reference: date) -> Counted:
    return _count_value(question, side, value, reference)


def _count_one(question: Question, answer: GivenAnswer, reference: date) -> Counted:
    return _count_value(question, answer.side, answer.value, reference)


def _count_value(question: Question, side: Side, value: AnswerValue, reference: date) -> Counted:
    valued = value_of(question.format, value, reference=reference)
    state = QuestionState.UNSCORED if valued.value is None else QuestionState.ANSWERED
    return Counted(state, valued.value, (value,), side, valued.outside)


def _count_several(question: Question, answered: Sequence[GivenAnswer], reference: date) -> Counted:
    raws = tuple(answer.value for answer in answered)
    source = answered[0].side
    valued = [value_of(question.format, raw, reference=reference) for raw in raws]
    values = [item.value for item in valued if item.value is not None]
    if len(values) < len(valued):
        return Counted(QuestionState.UNSCORED, raws=raws, source=source)
    disputed = source in INDEPENDENT and is_disputed(values)
    return Counted(
        state=QuestionState.ANSWERED,
        value=_one_value(question, answered, values),
        raws=raws,
        source=source,
        outside=any(item.outside for item in valued),
        disputed=disputed,
        agreement=_agreement(question, raws, values),
        warnings=(WarningCode.DISPUTED,) if disputed else (),
    )


def _one_value(question: Question, answered: Sequence[GivenAnswer], values: Sequence[float]) -> float:
    """Each company counts the same, however many of its people answered."""
    by_side: dict[Side, list[float]] = {}
    for answer, value in zip(answered, values, strict=True):
        by_side.setdefault(answer.side, []).append(value)
    sides = [aggregate(side, question.aggregation) for side in by_side.values()]
    return min(sides) if question.aggregation is Aggregation.LOWEST else fmean(sides)


def _agreement(question: Question, raws: Sequence[AnswerValue], values: Sequence[float]) -> Agreement | None:
    answer_format = plain(question.format)
    if isinstance(answer_format, Scale | Text):
        levels = [raw for raw in raws if isinstance(raw, int)]
        return agreement(values, levels, answer_format.levels)
    return agreement(values, (), 0)


def _count_mirror(question: Question, mirror: Mirror, answers: Sequence[GivenAnswer]) -> Counted:
    reading = read_mirror(mirror, answers)
    if reading.value is not None:
        warnings = (WarningCode.SILENT_END,) if reading.silent_end else ()
        return Counted(QuestionState.ANSWERED, reading.value, warnings=warnings)
    if reading.given:
        return Counted(QuestionState.MISSING, warnings=(WarningCode.TOO_FEW_RATERS,))
    declined = {answer.side for answer in answers if answer.state is AnswerState.NOT_APPLICABLE}
    if question.may_be_not_applicable and declined >= RESPONDENTS:
        return Counted(QuestionState.NOT_APPLICABLE)
    return MISSING
