"""Opens the consensus of a panel, settles what is disputed, closes it again; ratings stay as they were."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.actions.changes import input_changed
from assessments.actions.locking import closed, lock_draft
from assessments.actions.panels.asking import put_aside
from assessments.actions.refusals import AnswerRefused, Refused
from assessments.actions.submitting import submit_response
from assessments.actions.writing import Place, SavedAnswer, Words, write
from assessments.domain.errors import AnswerError
from assessments.domain.questionnaire import AnswerValue, Perspective, Side
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.reading import LONGEST_TEXT, read_value
from assessments.models import AnswerState, Assessment, AssessmentState, Question, Response, ResponseState
from assessments.queries import questionnaire_of
from assessments.queries.panels import judged_in, ratings_alone
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def open_consensus(*, by: Actor, assessment: Assessment, reason: str = "", now: datetime) -> Response:
    """Begin to settle once every rating asked for is in, or close the round without the rest, for a reason.

    Opening it again does nothing.
    """
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    ratings = list(ratings_alone(locked).select_for_update())
    handed_in = [rating for rating in ratings if rating.state == ResponseState.SUBMITTED]
    waiting = [rating for rating in ratings if rating.state == ResponseState.DRAFT]
    _check_round(handed_in, waiting, reason)
    for rating in waiting:
        put_aside(by, rating, _("The round was closed: %(reason)s") % {"reason": reason.strip()}, now)
    response, created = Response.objects.get_or_create(
        assessment=locked, side=Side.CONSENSUS, party="", defaults={}
    )
    if created or waiting:
        if not input_changed(locked.pk, state=AssessmentState.OPEN):
            raise closed(locked.pk)
        digest = {"ratings": len(handed_in), "left_out": len(waiting)}
        record(by=by, action="consensus.opened", on=response, digest=digest)
    return response


@transaction.atomic
def settle(
    *,
    by: Actor,
    response: Response,
    question: Question,
    raw_value: object,
    reason: str,
    expected_row_version: int,
    now: datetime,
) -> SavedAnswer:
    """Put what the panel agreed on in the place of their mean, for a reason; each rating stays as it was.

    Raises Refused, ResponseClosed or AnswerConflict.
    """
    place = Place(lock_draft(response), question, Perspective.OWN)
    asked = _disputed(place)
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why this is the panel's answer; the reason is kept."))
    if len(reason) > LONGEST_TEXT or "\x00" in reason:
        raise Refused("reason", "too_long", _("Say it in fewer words, please; nothing was stored yet."))
    words = Words(AnswerState.ANSWERED, _value(asked, raw_value), note=reason.strip())
    saved = write(by=by, place=place, words=words, expected_row_version=expected_row_version, now=now)
    if saved.changed and not input_changed(place.response.assessment_id):
        raise closed(place.response.assessment_id)
    return saved


@transaction.atomic
def finish_consensus(*, by: Actor, response: Response, now: datetime) -> Response:
    """Hand the consensus in once everything disputed is settled; twice is as once."""
    locked = Response.objects.select_for_update().get(pk=response.pk)
    if locked.state == ResponseState.SUBMITTED:
        return locked
    left = _left(locked)
    if left:
        text = ngettext(
            "%(n)d question on the agenda is not settled yet.",
            "%(n)d questions on the agenda are not settled yet.",
            left,
        )
        raise Refused("response", "not_settled", text % {"n": left})
    return submit_response(by=by, response=response, now=now)


def _check_round(handed_in: Sequence[Response], waiting: Sequence[Response], reason: str) -> None:
    if not handed_in:
        raise Refused(
            "assessment", "no_ratings", _("Nobody has submitted a rating yet; there is nothing to settle.")
        )
    if waiting and not reason.strip():
        names = ", ".join(rating.party_name for rating in waiting)
        text = _("%(names)s: not submitted yet. Wait for them, or say why the round is closed without them.")
        raise Refused("reason", "round_open", text % {"names": names})


def _disputed(place: Place) -> Asked:
    """The question, if the ratings as they stand put it on the agenda and all of them are in."""
    assessment = place.response.assessment
    if place.response.side != Side.CONSENSUS or place.question.version_id != assessment.version_id:
        raise AnswerRefused("question", "not_asked", _("This question is not part of this consensus."))
    open_again = ratings_alone(assessment).filter(state=ResponseState.DRAFT).first()
    if open_again is not None:
        text = _("%(name)s has not submitted. What the panel thinks is known when every rating is in.")
        raise Refused("response", "round_open", text % {"name": open_again.party_name})
    judged = judged_in(assessment).get(place.question.key)
    if judged is None or not judged.on_agenda:
        text = _("The ratings of this question are not disputed; their mean stands. Nothing was changed.")
        raise Refused("question", "not_disputed", text)
    return questionnaire_of(assessment.version).by_key[place.question.key]


def _value(asked: Asked, raw_value: object) -> AnswerValue:
    try:
        return read_value(asked.format, raw_value, side=Side.CONSENSUS)
    except AnswerError as error:
        raise AnswerRefused.because(error, "value") from error


def _left(response: Response) -> int:
    judged = judged_in(response.assessment)
    settled = set(response.answers.filter(state=AnswerState.ANSWERED).values_list("question__key", flat=True))
    return sum(each.on_agenda and key not in settled for key, each in judged.items())
