"""Saves, clears and measures answers: one transaction each, and never into a closed response."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import closed, lock_draft
from assessments.actions.refusals import AnswerRefused
from assessments.actions.writing import Place, SavedAnswer, Words, write
from assessments.domain.errors import AnswerError
from assessments.domain.formats import Measured, Mirror
from assessments.domain.measures import figure_of
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
    place = Place(lock_draft(response), question, perspective)
    words = read_words(place, raw_value, not_applicable=not_applicable, reason=reason, note=note)
    return _save(by, place, words, expected_row_version, now)


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
    """Take an answer back: it counts as missing, a note may stand without it, and its history stays."""
    place = Place(lock_draft(response), question, perspective)
    _asked(place)
    return _save(by, place, Words(AnswerState.CLEARED, note=_note(note)), expected_row_version, now)


@transaction.atomic
def record_measurement(
    *, by: Actor, assessment: Assessment, question_key: str, value: object, now: datetime, note: str = ""
) -> SavedAnswer:
    """Put a figure that the product measured; None takes it back, and what stands already is left."""
    question = Question.objects.select_related("section").get(version=assessment.version_id, key=question_key)
    asked = questionnaire_of(assessment.version).by_key[question_key]
    is_measured = isinstance(asked.format, Measured) or figure_of(asked) is not None
    if not is_measured and value is not None:
        raise AnswerRefused("question", "not_measured", _("This question is answered, not measured."))
    response, _created = Response.objects.get_or_create(assessment=assessment, side=Side.MEASURED, party="")
    place = Place(lock_draft(response), question, Perspective.OWN)
    taken_back = Words(AnswerState.CLEARED)
    words = taken_back if value is None else _answer(asked, Side.MEASURED, value, note)
    return _save(by, place, words, None, now)


def read_words(place: Place, raw_value: object, *, not_applicable: bool, reason: str, note: str) -> Words:
    """What was typed in as the answer will say it; raises AnswerRefused."""
    asked, side = _asked(place), Side(place.response.side)
    return _without_answer(asked, reason, note) if not_applicable else _answer(asked, side, raw_value, note)


def _asked(place: Place) -> Asked:
    version, key = place.response.assessment.version, place.question.key
    of_version = place.question.version_id == version.pk
    asked = questionnaire_of(version).by_key.get(key) if of_version else None
    if asked is None or place.response.side not in asked_of(asked):
        raise AnswerRefused("question", "not_asked", _("This question is not asked of this side."))
    if place.perspective is not Perspective.OWN and not isinstance(asked.format, Mirror):
        raise AnswerRefused(
            "perspective", "one_perspective", _("This question has one answer, about one's own side.")
        )
    return asked


def _answer(asked: Asked, side: Side, raw_value: object, note: str) -> Words:
    try:
        value: AnswerValue = read_value(asked.format, raw_value, side=side)
    except AnswerError as error:
        raise AnswerRefused.because(error, "value") from error
    return Words(AnswerState.ANSWERED, value, note=_note(note))


def _without_answer(asked: Asked, reason: str, note: str) -> Words:
    try:
        why = read_not_applicable(asked, reason)
    except AnswerError as error:
        raise AnswerRefused.because(error, "reason") from error
    return Words(AnswerState.NOT_APPLICABLE, note=_note(note), reason=why)


def _note(note: str) -> str:
    if "\x00" in note:
        raise AnswerRefused("note", "unreadable", _("This note holds a character that cannot be stored."))
    if len(note) > LONGEST_TEXT:
        text = _("This note has %(length)s characters; %(longest)s fit. Please shorten it.")
        raise AnswerRefused("note", "too_long", text % {"length": len(note), "longest": LONGEST_TEXT})
    return note.strip()


def _save(
    by: Actor, place: Place, words: Words, expected_row_version: int | None, now: datetime
) -> SavedAnswer:
    saved = write(by=by, place=place, words=words, expected_row_version=expected_row_version, now=now)
    assessment = place.response.assessment
    sealed = assessment.sealed_until_opened and place.question.section.envelope == Envelope.PRICE
    if saved.changed and not sealed and not input_changed(assessment.pk):
        raise closed(assessment.pk)
    return saved
