"""Whose answer counts: consensus, else measured, else evaluators, else checker, else respondent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
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

PRECEDENCE: Final = (
    frozenset({Side.CONSENSUS}),
    frozenset({Side.MEASURED}),
    frozenset({Side.EVALUATOR}),
    frozenset({Side.CHECKER}),
    RESPONDENTS,
)
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
    own = [answer for answer in answers if answer.perspective is Perspective.OWN]
    group = _decisive(question, own)
    answered = [answer for answer in group if answer.state is AnswerState.ANSWERED]
    if not answered:
        return _without_answer(question, own, group)
    if _awaits_other_side(question, answered):
        return MISSING
    return _valued(question, answered, reference)


def _decisive(question: Question, answers: Sequence[GivenAnswer]) -> list[GivenAnswer]:
    for sides in PRECEDENCE:
        group = [answer for answer in answers if answer.side in sides and _counts(question, answer)]
        if group:
            return group
    return []


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


def _awaits_other_side(question: Question, answered: Sequence[GivenAnswer]) -> bool:
    """The lowest of two companies' answers is only known when both have answered."""
    if question.aggregation is not Aggregation.LOWEST or answered[0].side not in RESPONDENTS:
        return False
    return not (question.sides & RESPONDENTS) <= {answer.side for answer in answered}


def _valued(question: Question, answered: Sequence[GivenAnswer], reference: date) -> Counted:
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
    if len(values) == 1:
        return values[0]
    by_side: dict[Side, list[float]] = {}
    for answer, value in zip(answered, values, strict=True):
        by_side.setdefault(answer.side, []).append(value)
    sides = [aggregate(side, question.aggregation) for side in by_side.values()]
    return min(sides) if question.aggregation is Aggregation.LOWEST else fmean(sides)


def _agreement(question: Question, raws: Sequence[AnswerValue], values: Sequence[float]) -> Agreement | None:
    if len(values) < 2:
        return None
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
