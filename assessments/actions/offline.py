"""Saves answers that were written offline: each by itself, on the version that its writer saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.answering import save_answer
from assessments.actions.refusals import AnswerConflict, Refused
from assessments.models import Question, Response
from outsourcing.actors import Actor


@dataclass(frozen=True)
class OfflineAnswer:
    """One answer as it was written; `raw_value` is checked once more when it is saved."""

    key: str
    raw_value: object
    not_applicable: bool
    reason: str
    note: str
    expected: int


@dataclass(frozen=True)
class OfflineOutcome:
    """How many answers were saved, and why others were not, by the key of the question."""

    saved: int
    left: Mapping[str, str]


@transaction.atomic
def save_offline_answers(
    *,
    by: Actor,
    response: Response,
    questions: Mapping[str, Question],
    answers: Sequence[OfflineAnswer],
    now: datetime,
) -> OfflineOutcome:
    """Save what can be saved; what was changed meanwhile or is refused stays as it was."""
    left: dict[str, str] = {}
    for answer in answers:
        question = questions.get(answer.key)
        if question is None:
            left[answer.key] = _("This question is not yours to answer here.")
            continue
        try:
            _save(by, response, question, answer, now)
        except Refused as refused:
            left[answer.key] = refused.reason
        except AnswerConflict:
            left[answer.key] = _("This answer was changed meanwhile; what stands there was kept.")
    return OfflineOutcome(saved=len(answers) - len(left), left=left)


def _save(by: Actor, response: Response, question: Question, answer: OfflineAnswer, now: datetime) -> None:
    save_answer(
        by=by,
        response=response,
        question=question,
        raw_value=answer.raw_value,
        not_applicable=answer.not_applicable,
        reason=answer.reason,
        note=answer.note,
        expected_row_version=answer.expected,
        now=now,
    )
