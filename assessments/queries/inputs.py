"""What scoring needs of many assessments, read at once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from assessments.domain.evidence import NOTHING_PROVEN, Proof
from assessments.domain.questionnaire import (
    AnswerState as Given,
)
from assessments.domain.questionnaire import (
    AnswerValue,
    GivenAnswer,
    Perspective,
    Questionnaire,
    Side,
)
from assessments.models import Answer, AnswerState, Assessment, AssessmentState, Purpose
from assessments.queries.proven import proven
from assessments.queries.questionnaires import questionnaire_of, unsealed

# By their stored names: a look-up costs a third of making the enum.
SIDES: Mapping[str, Side] = {side.value: side for side in Side}
PERSPECTIVES: Mapping[str, Perspective] = {perspective.value: perspective for perspective in Perspective}
STATES: Mapping[str, Given] = {state.value: state for state in Given}
SHORT = 40
EVERY_ANSWER = Q()
# Question, side, party, perspective, state, and the answer as JSON.
Row = tuple[Any, ...]


@dataclass(frozen=True)
class ScoringInput:
    """Everything the score of one assessment depends on, as of one version of its input."""

    assessment_id: int
    input_version: int
    template_version_id: int
    purpose: Purpose
    questionnaire: Questionnaire
    answers: tuple[GivenAnswer, ...]
    reference: date
    proof: Proof = NOTHING_PROVEN


def scoring_inputs(assessment_ids: Iterable[int]) -> Sequence[ScoringInput]:
    """The inputs of these assessments in three reads; cancelled and unknown ones are left out.

    The version is read before the rest: what is saved in between makes the version old, never the answers.
    """
    assessments = list(
        Assessment.objects.filter(pk__in=list(assessment_ids))
        .exclude(state=AssessmentState.CANCELLED)
        .select_related("version")
        .order_by("pk")
    )
    ids = [assessment.pk for assessment in assessments]
    given, proof = given_answers(ids), proven(ids)
    return [_input(each, given.get(each.pk, ()), proof.get(each.pk)) for each in assessments]


def scoring_input(assessment: Assessment) -> ScoringInput:
    """The input of one assessment that is already at hand."""
    return _input(assessment, given_answers([assessment.pk]).get(assessment.pk, ()))


def given_answers(
    assessment_ids: Sequence[int], only: Q = EVERY_ANSWER
) -> Mapping[int, Sequence[GivenAnswer]]:
    """What was answered, by assessment, in one read; what is cleared, sealed or set aside is missing."""
    given: dict[int, list[GivenAnswer]] = {}
    rows = (
        Answer.objects.filter(only, response__assessment__in=assessment_ids)
        .exclude(state=AnswerState.CLEARED)
        .annotate(text=Cast("value", TextField()))
        .values_list(
            "response__assessment",
            "question__key",
            "response__side",
            "response__party",
            "perspective",
            "state",
            "text",
        )
    )
    for assessment_id, *row in rows:
        given.setdefault(assessment_id, []).append(_given(tuple(row)))
    return given


def _given(row: Row) -> GivenAnswer:
    text = row[-1]
    # Lists are made anew each time: nobody shall change what others were given.
    is_short = text is None or (len(text) < SHORT and text[0] != "[")
    return _short(row) if is_short else _made(row)


def _made(row: Row) -> GivenAnswer:
    key, side, party, perspective, state, text = row
    value: AnswerValue = None if text is None else json.loads(text)
    return GivenAnswer(key, SIDES[side], party, PERSPECTIVES[perspective], STATES[state], value)


@lru_cache(maxsize=8192)
def _short(row: Row) -> GivenAnswer:
    """The same few answers come again and again; each is made once."""
    return _made(row)


def _purpose(assessment: Assessment) -> Purpose:
    if assessment.is_locked:
        return Purpose.LOCK
    return Purpose.SUBMISSION if assessment.state == AssessmentState.SUBMITTED else Purpose.DRAFT


def _input(
    assessment: Assessment, answers: Iterable[GivenAnswer], proof: Proof | None = None
) -> ScoringInput:
    questionnaire = questionnaire_of(assessment.version)
    return ScoringInput(
        assessment_id=assessment.pk,
        input_version=assessment.input_version,
        template_version_id=assessment.version_id,
        purpose=_purpose(assessment),
        questionnaire=unsealed(questionnaire) if assessment.sealed_until_opened else questionnaire,
        answers=tuple(answers),
        reference=assessment.reference_date,
        proof=proof.about(questionnaire.by_key) if proof else NOTHING_PROVEN,
    )
