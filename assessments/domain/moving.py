"""Does an answer still fit its question in another version of the checklist?"""

from __future__ import annotations

from assessments.domain.errors import AnswerError
from assessments.domain.formats import Mirror
from assessments.domain.questionnaire import (
    AnswerState,
    AnswerValue,
    Perspective,
    Question,
    Side,
    asked_of,
)
from assessments.domain.reading import read_value


def still_fits(
    question: Question, *, side: Side, perspective: Perspective, state: AnswerState, value: AnswerValue
) -> bool:
    """Tell whether the answer would be taken as it stands by this wording of its question."""
    if side is not Side.MEASURED and side not in asked_of(question):
        return False
    if perspective is Perspective.OTHER and not isinstance(question.format, Mirror):
        return False
    if state is AnswerState.NOT_APPLICABLE:
        return question.may_be_not_applicable
    try:
        return read_value(question.format, value, side=side) == value
    except AnswerError:
        return False
