"""Scoring one assessment: the additive value model with fixed anchors.

No provider's presence changes another's score. Multi-attribute value theory as in Keeney &
Raiffa (1976), Decisions with multiple objectives, with bounds for what is still missing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assessments.domain.bounds import Bounds, bounds
from assessments.domain.conditions import count_visible
from assessments.domain.counting import Counted, count
from assessments.domain.knockouts import always, findings, status_of
from assessments.domain.questionnaire import GivenAnswer, Question, Questionnaire
from assessments.domain.results import (
    QuestionScore,
    QuestionState,
    ScoreResult,
    ScoreWarning,
    SectionScore,
    WarningCode,
)
from assessments.domain.weights import Group, Shares, shares

NOT_APPLICABLE_FLAGGED_ABOVE = 0.2
DROPPED = frozenset({QuestionState.HIDDEN, QuestionState.NOT_APPLICABLE})


def score(questionnaire: Questionnaire, answers: Sequence[GivenAnswer], *, reference: date) -> ScoreResult:
    """Score the answers to a questionnaire, in any order; every score in [0, 1].

    Raises AnswerError where an answer does not fit its question, WeightError for bad weights.
    """
    counted = _counted(questionnaire, answers, reference)
    weights = _shares(questionnaire, counted, DROPPED)
    questions = _question_scores(questionnaire, counted, weights)
    sections = _section_scores(questionnaire, counted, weights)
    whole = bounds((question.weight, question.value) for question in questions)
    found = findings(questionnaire, counted, sections)
    left_out = _not_applicable_share(questionnaire, counted)
    return ScoreResult(
        low=whole.low,
        high=whole.high,
        observed=whole.observed,
        coverage=whole.coverage,
        provisional=whole.provisional,
        status=status_of(always(found)),
        knockouts=found,
        sections=sections,
        questions=questions,
        not_applicable_share=left_out,
        warnings=tuple(_warnings(counted, left_out)),
    )


def _counted(
    questionnaire: Questionnaire, answers: Sequence[GivenAnswer], reference: date
) -> dict[str, Counted]:
    given: dict[str, list[GivenAnswer]] = {}
    for answer in answers:
        given.setdefault(answer.question_key, []).append(answer)

    def counted(question: Question) -> Counted:
        return count(question, given.get(question.key, ()), reference=reference)

    return count_visible(questionnaire, counted)


def _shares(
    questionnaire: Questionnaire,
    counted: Mapping[str, Counted],
    dropped: frozenset[QuestionState],
) -> Shares:
    weights = questionnaire.scored_weights
    return shares(
        [
            Group(
                section.weight,
                [
                    0.0 if counted[question.key].state in dropped else weights[question.key]
                    for question in section.questions
                ],
            )
            for section in questionnaire.sections
        ]
    )


def _question_scores(
    questionnaire: Questionnaire, counted: Mapping[str, Counted], weights: Shares
) -> tuple[QuestionScore, ...]:
    return tuple(
        _question_score(question, section.key, share, counted[question.key])
        for section, leaves in zip(questionnaire.sections, weights.leaves, strict=True)
        for question, share in zip(section.questions, leaves, strict=True)
    )


def _question_score(question: Question, section: str, share: float, what: Counted) -> QuestionScore:
    return QuestionScore(
        key=question.key,
        section_key=section,
        weight=share,
        state=what.state,
        value=what.value,
        source=what.source,
        outside=what.outside,
        disputed=what.disputed,
        agreement=what.agreement,
    )


def _section_scores(
    questionnaire: Questionnaire, counted: Mapping[str, Counted], weights: Shares
) -> tuple[SectionScore, ...]:
    rows = zip(questionnaire.sections, weights.groups, weights.local, strict=True)
    return tuple(
        _section_score(section.key, share, _section_bounds(section.questions, local, counted))
        for section, share, local in rows
    )


def _section_bounds(
    questions: Sequence[Question], local: Sequence[float], counted: Mapping[str, Counted]
) -> Bounds:
    pairs = zip(questions, local, strict=True)
    return bounds((share, counted[question.key].value) for question, share in pairs)


def _section_score(key: str, share: float, what: Bounds) -> SectionScore:
    return SectionScore(key, share, what.low, what.high, what.observed, what.coverage)


def _not_applicable_share(questionnaire: Questionnaire, counted: Mapping[str, Counted]) -> float:
    if all(what.state is not QuestionState.NOT_APPLICABLE for what in counted.values()):
        return 0.0
    full = _shares(questionnaire, counted, frozenset({QuestionState.HIDDEN}))
    pairs = zip(questionnaire.sections, full.leaves, strict=True)
    return math.fsum(
        share
        for section, leaves in pairs
        for question, share in zip(section.questions, leaves, strict=True)
        if counted[question.key].state is QuestionState.NOT_APPLICABLE
    )


def _warnings(counted: Mapping[str, Counted], left_out: float) -> Iterable[ScoreWarning]:
    if left_out > NOT_APPLICABLE_FLAGGED_ABOVE:
        yield ScoreWarning(WarningCode.NOT_APPLICABLE_SHARE)
    for key, what in counted.items():
        yield from (ScoreWarning(code, key) for code in what.warnings)
