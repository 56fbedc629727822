"""Saves, clears and measures answers: one transaction each, and never into a closed response."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import cancelled, lock_draft
from assessments.actions.refusals import AnswerRefused
from assessments.actions.writing import SavedAnswer, Words, write
from assessments.domain.errors import AnswerError
from assessments.domain.formats import Measured, Mirror
from assessments.domain.questionnaire import AnswerValue, Perspective, Side, asked_of
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.reading import LONGEST_TEXT, read_not_applicable, read_value
from assessments.models import AnswerState, Assessment, Envelope, Question, Response
from assessments.queries import questionnaire_of
from outsourcing.actors import Actor


@transaction.atomic
def save_answer(
    *,
    by: Actor,
    response: Response,
    question: Question,
    perspective: Perspective = Perspective.OWN,
    raw_value: object = None,
    not_applicable: bool = False,
    reason: str = "",
    note: str = "",
    expected_row_version: int,
    now: datetime,
) -> SavedAnswer:
    """Save one answer as it was typed in, on the version of it that its writer saw (0: none yet).

    Saving again what stands already changes nothing, so a page may repeat a save whose reply was lost.
    Raises AnswerRefused, ResponseClosed or AnswerConflict.
    """
    locked = lock_draft(response)
    asked = _asked(locked, question, perspective)
    words = _words(
        asked,
        Side(locked.side),
        raw_value=raw_value,
        not_applicable=not_applicable,
        reason=reason,
        note=note,
    )
    saved = write(
        by=by,
        response=locked,
        question=question,
        perspective=perspective,
        words=words,
        expected_row_version=expected_row_version,
        now=now,
    )
    _tell(saved, locked, question)
    return saved


@transaction.atomic
def clear_answer(
    *,
    by: Actor,
    response: Response,
    question: Question,
    perspective: Perspective = Perspective.OWN,
    note: str = "",
    expected_row_version: int,
    now: datetime,
) -> SavedAnswer:
    """Take an answer back: it counts as missing; a note may stand without it, and its history stays."""
    locked = lock_draft(response)
    _asked(locked, question, perspective)
    saved = write(
        by=by,
        response=locked,
        question=question,
        perspective=perspective,
        words=Words(AnswerState.CLEARED, note=_note(note)),
        expected_row_version=expected_row_version,
        now=now,
    )
    _tell(saved, locked, question)
    return saved


@transaction.atomic
def record_measurement(
    *, by: Actor, assessment: Assessment, question_key: str, value: object, now: datetime, note: str = ""
) -> SavedAnswer:
    """Put a figure that the product measured; None takes it back, and what stands already is left."""
    question = Question.objects.select_related("section").get(version=assessment.version_id, key=question_key)
    asked = questionnaire_of(assessment.version).by_key[question_key]
    if not isinstance(asked.format, Measured):
        raise AnswerRefused("question", "not_measured", _("This question is answered, not measured."))
    response, _created = Response.objects.get_or_create(assessment=assessment, side=Side.MEASURED, party="")
    locked = lock_draft(response)
    words = Words(AnswerState.CLEARED)
    if value is not None:
        words = Words(AnswerState.ANSWERED, _read(asked, value, Side.MEASURED), note=note)
    saved = write(
        by=by,
        response=locked,
        question=question,
        perspective=Perspective.OWN,
        words=words,
        expected_row_version=None,
        now=now,
    )
    _tell(saved, locked, question)
    return saved


def _asked(response: Response, question: Question, perspective: Perspective) -> Asked:
    version = response.assessment.version
    asked = questionnaire_of(version).by_key.get(question.key) if question.version_id == version.pk else None
    if asked is None or response.side not in asked_of(asked):
        raise AnswerRefused("question", "not_asked", _("This question is not asked of this side."))
    if perspective is not Perspective.OWN and not isinstance(asked.format, Mirror):
        raise AnswerRefused(
            "perspective", "one_perspective", _("This question has one answer, about one's own side.")
        )
    return asked


def _words(
    asked: Asked, side: Side, *, raw_value: object, not_applicable: bool, reason: str, note: str
) -> Words:
    noted = _note(note)
    if not_applicable:
        try:
            why = read_not_applicable(asked, reason)
        except AnswerError as error:
            raise AnswerRefused.because(error, "reason") from error
        return Words(AnswerState.NOT_APPLICABLE, note=noted, reason=why)
    return Words(AnswerState.ANSWERED, _read(asked, raw_value, side), note=noted)


def _note(note: str) -> str:
    if len(note) > LONGEST_TEXT or "\x00" in note:
        raise AnswerRefused(
            "note",
            "too_long",
            _("This note has %(length)s characters; %(longest)s fit. Please shorten it.")
            % {"length": len(note), "longest": LONGEST_TEXT},
        )
    return note.strip()


def _read(asked: Asked, raw_value: object, side: Side) -> AnswerValue:
    try:
        return read_value(asked.format, raw_value, side=side)
    except AnswerError as error:
        raise AnswerRefused.because(error, "value") from error


def _tell(saved: SavedAnswer, response: Response, question: Question) -> None:
    sealed = response.assessment.sealed_until_opened and question.section.envelope == Envelope.PRICE
    if saved.changed and not sealed and not input_changed(response.assessment_id):
        raise cancelled()
