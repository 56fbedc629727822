"""Takes one answer of last time over: a deed of its own, which the answer's history tells of."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.answering import save_answer
from assessments.actions.refusals import Refused
from assessments.actions.writing import SavedAnswer
from assessments.models import AnswerState, Question, Response
from assessments.queries.last_time import last_answers
from outsourcing.actors import Actor


@transaction.atomic
def take_over_last(
    *, by: Actor, response: Response, question: Question, expected_row_version: int, now: datetime
) -> SavedAnswer:
    """Answer as last time; the note says so, and of which day that was.

    An answer that the question does not take any more is refused like one that was typed in.
    """
    last = last_answers(by, response).get(question.key)
    if last is None:
        text = _("There is no answer of last time to this question that you may read.")
        raise Refused("question", "no_last_time", text)
    return save_answer(
        by=by,
        response=response,
        question=question,
        raw_value=last.value,
        not_applicable=last.state == AnswerState.NOT_APPLICABLE,
        reason=last.reason,
        note=_("As last time (%(day)s)") % {"day": last.answered_for.isoformat()},
        expected_row_version=expected_row_version,
        now=now,
    )
