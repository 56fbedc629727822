"""Every wording that an answer had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.domain.questionnaire import AnswerValue, Perspective
from assessments.models import Answer, AnswerRevision, AnswerState, Question, Response
from assessments.queries.access import answerable_responses, readable_answers
from outsourcing.actors import Actor


@dataclass(frozen=True)
class Revision:
    """One wording, who gave it and when."""

    row_version: int
    state: AnswerState
    value: AnswerValue
    note: str
    reason: str
    saved_at: datetime
    saved_by_name: str


def answer_history(
    actor: Actor, response: Response, question: Question, perspective: Perspective = Perspective.OWN
) -> Sequence[Revision]:
    """The wordings of one answer, newest first; nothing where the actor may not read it."""
    if answerable_responses(actor).filter(pk=response.pk).exists():
        answers = Answer.including_sealed.filter(response=response)
    else:
        answers = readable_answers(actor, response.assessment).filter(response=response)
    one = answers.filter(question=question, perspective=perspective).values("pk")
    return [_revision(row) for row in AnswerRevision.objects.filter(answer__in=one).order_by("-row_version")]


def _revision(row: AnswerRevision) -> Revision:
    return Revision(
        row_version=row.row_version,
        state=AnswerState(row.state),
        value=row.value,
        note=row.note,
        reason=row.reason,
        saved_at=row.saved_at,
        saved_by_name=row.saved_by_name,
    )
