"""Asks for one submitted answer to be looked at again, and takes what its author says to it.

The response stays submitted, with its first receipt; what was clarified leaves a digest of its own.
"""

import hashlib
import json
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.answering import read_words
from assessments.actions.changes import input_changed
from assessments.actions.commenting import checked_words
from assessments.actions.locking import closed, lock, lock_assessment
from assessments.actions.refusals import Refused
from assessments.actions.telling import Addressee, tell
from assessments.actions.writing import Place, write
from assessments.domain.questionnaire import Perspective
from assessments.models import (
    Answer,
    AssessmentState,
    Clarification,
    ClarificationState,
    Envelope,
    NoticeKind,
    Question,
    Response,
    ResponseState,
)
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def ask_to_clarify(
    *, by: Actor, response: Response, question: Question, asked: str, now: datetime
) -> Clarification:
    """Open one submitted answer again for its author; all others stay locked."""
    words = checked_words("asked", asked)
    locked = lock(response)
    if locked.state != ResponseState.SUBMITTED:
        text = _("This is not submitted yet, so it can still be changed anyway. Leave a comment instead.")
        raise Refused("asked", "not_submitted", text)
    _refuse_if_closed(locked)
    open_ones = Clarification.objects.filter(response=locked, question=question)
    if open_ones.filter(state=ClarificationState.OPEN).exists():
        raise Refused("asked", "asked_already", _("This answer is being clarified already."))
    clarification = Clarification.objects.create(
        response=locked,
        question=question,
        asked=words,
        asked_at=now,
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        asked_by_name=by.name[:200],
    )
    _tell(NoticeKind.CLARIFY, by, clarification, _author(locked, question), now)
    record(by=by, action="clarification.asked", on=clarification, digest=_place(clarification))
    return clarification


@transaction.atomic
def change_clarified_answer(
    *,
    by: Actor,
    clarification: Clarification,
    raw_value: object = None,
    not_applicable: bool = False,
    reason: str = "",
    note: str = "",
    words: str = "",
    expected_row_version: int,
    now: datetime,
) -> Clarification:
    """Answer anew; the first answer stays in the history. Raises AnswerRefused or AnswerConflict too."""
    locked = _locked(clarification)
    place = Place(lock(locked.response), locked.question, Perspective.OWN)
    _refuse_if_closed(place.response)
    said = read_words(place, raw_value, not_applicable=not_applicable, reason=reason, note=note)
    saved = write(by=by, place=place, words=said, expected_row_version=expected_row_version, now=now)
    if not saved.changed:
        text = _("This is what the answer says already. Change it, or confirm it with a note.")
        raise Refused("value", "unchanged", text)
    assessment = place.response.assessment
    sealed = assessment.sealed_until_opened and locked.question.section.envelope == Envelope.PRICE
    if not sealed and not input_changed(assessment.pk):
        raise closed(assessment.pk)
    return _settle(by, locked, ClarificationState.CHANGED, words.strip(), now)


@transaction.atomic
def confirm_clarified_answer(
    *, by: Actor, clarification: Clarification, words: str, now: datetime
) -> Clarification:
    """Leave the answer as it is, with a word on why it holds."""
    said = checked_words("words", words)
    locked = _locked(clarification)
    _refuse_if_closed(lock(locked.response))
    return _settle(by, locked, ClarificationState.CONFIRMED, said, now)


@transaction.atomic
def withdraw_clarification(*, by: Actor, clarification: Clarification, now: datetime) -> Clarification:
    """Ask no longer; what was asked stays readable."""
    locked = _locked(clarification)
    return _settle(by, locked, ClarificationState.WITHDRAWN, "", now)


def _locked(clarification: Clarification) -> Clarification:
    # Responses are locked before what hangs on them, here as everywhere.
    lock(clarification.response)
    rows = Clarification.objects.select_for_update(of=("self",))
    locked = rows.select_related("response__assessment__version", "question__section").get(
        pk=clarification.pk
    )
    if locked.state != ClarificationState.OPEN:
        said = {"name": locked.settled_by_name, "what": locked.get_state_display().lower()}
        text = _("%(name)s was faster: %(what)s. Nothing more was changed.") % said
        raise Refused("words", "settled", text)
    return locked


def _refuse_if_closed(response: Response) -> None:
    # Under the lock of the assessment, so that an acceptance comes before it or after it, never between.
    assessment = lock_assessment(response.assessment_id)
    if assessment.is_locked or assessment.state == AssessmentState.CANCELLED:
        raise closed(assessment.pk)


def _settle(
    by: Actor, clarification: Clarification, state: ClarificationState, words: str, now: datetime
) -> Clarification:
    clarification.state, clarification.words = state, words
    clarification.settled_at = now
    clarification.settled_by_kind, clarification.settled_by_id = str(by.kind), by.id
    clarification.settled_by_name = by.name[:200]
    if state != ClarificationState.WITHDRAWN:
        clarification.digest, clarification.row_version = _digest(clarification, now)
        asker = (clarification.asked_by_kind, clarification.asked_by_id)
        _tell(NoticeKind.CLARIFIED, by, clarification, asker, now)
    clarification.save()
    digest = {**_place(clarification), "outcome": str(state), "receipt": clarification.response.receipt}
    if clarification.digest:
        digest["sha256"] = clarification.digest
    record(by=by, action="clarification.settled", on=clarification, digest=digest)
    return clarification


def _digest(clarification: Clarification, now: datetime) -> tuple[str, int | None]:
    answers = Answer.including_sealed.filter(
        response=clarification.response_id, question=clarification.question_id
    )
    rows = list(
        answers.order_by("perspective").values_list("perspective", "state", "value", "note", "reason")
    )
    head = [clarification.response.receipt, clarification.pk, now.astimezone(UTC).isoformat()]
    said = [head, clarification.question.key, [list(row) for row in rows], clarification.words]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    own = answers.filter(perspective=Perspective.OWN).values_list("row_version", flat=True).first()
    return hashlib.sha256(text.encode()).hexdigest(), own


def _author(response: Response, question: Question) -> Addressee:
    answer = Answer.including_sealed.filter(response=response, question=question).first()
    if answer is not None:
        return answer.saved_by_kind, answer.saved_by_id
    return response.submitted_by_kind, response.submitted_by_id


def _tell(kind: NoticeKind, by: Actor, clarification: Clarification, to: Addressee, now: datetime) -> None:
    assessment = clarification.response.assessment
    tell(kind, by=by, to=[to], assessment=assessment, clarification=clarification, now=now)


def _place(clarification: Clarification) -> dict[str, str | int]:
    return {"response": clarification.response_id, "question": clarification.question.key}
