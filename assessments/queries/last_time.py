"""What was answered the time before, for the same side and party, to the questions of a cycle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessments.domain.formats import AnswerFormat
from assessments.domain.questionnaire import AnswerValue, Perspective
from assessments.models import Answer, AnswerState, Response, ReviewCycle
from assessments.queries.access import readable_answers
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What was said to a question last time, in the format it was asked in then."""

    answered_for: date
    format: AnswerFormat
    state: AnswerState
    value: AnswerValue
    note: str
    reason: str
    saved_at: datetime
    saved_by_kind: str
    saved_by_name: str


def last_answers(actor: Actor, response: Response) -> Mapping[str, LastAnswer]:
    """Last time's answers by question key, as far as this actor may read them; none before the first cycle.

    Sealed answers are never among them.
    """
    if response.assessment.is_covered:
        # What was said last time was said under the name.
        return {}
    cycle = (
        ReviewCycle.objects.select_related("before__version__template", "before__subject__provider")
        .filter(assessment=response.assessment_id, before__isnull=False)
        .first()
    )
    if cycle is None or cycle.before is None:
        return {}
    before = cycle.before
    formats = {key: asked.format for key, asked in questionnaire_of(before.version).by_key.items()}
    given = readable_answers(actor, before).filter(
        response__side=response.side, response__party=response.party, perspective=Perspective.OWN
    )
    return {
        answer.question.key: _last(answer, before.reference_date, formats[answer.question.key])
        for answer in given.exclude(state=AnswerState.CLEARED)
    }


def _last(answer: Answer, answered_for: date, asked: AnswerFormat) -> LastAnswer:
    return LastAnswer(
        answered_for=answered_for,
        format=asked,
        state=AnswerState(answer.state),
        value=answer.value,
        note=answer.note,
        reason=answer.reason,
        saved_at=answer.saved_at,
        saved_by_kind=answer.saved_by_kind,
        saved_by_name=answer.saved_by_name,
    )
