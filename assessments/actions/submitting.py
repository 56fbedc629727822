"""Submits a response, once, with a receipt; and reopens it for a reason that is kept."""

import hashlib
import json
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import closed, lock
from assessments.actions.refusals import Refused
from assessments.actions.telling import tell_reviewers
from assessments.actions.undoing import undo_acceptance
from assessments.domain.questionnaire import Side
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    AssessmentState,
    Reopening,
    Response,
    ResponseState,
    ReviewState,
)
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def submit_response(*, by: Actor, response: Response, now: datetime) -> Response:
    """Close a response and give it its receipt; submitting again gives the same receipt.

    The assessment is submitted with its last response. Every save either came before and is under the
    receipt, or comes after and is refused.
    """
    locked = lock(response)
    if locked.state == ResponseState.SUBMITTED:
        return locked
    answers = canonical_answers(locked)
    locked.state, locked.submitted_at = ResponseState.SUBMITTED, now
    locked.submitted_by_kind, locked.submitted_by_id = by.kind, by.id
    locked.submitted_by_name = by.name[:200]
    locked.receipt = receipt_of(locked, answers, now)
    locked.save()
    if not input_changed(locked.assessment_id):
        raise closed(locked.assessment_id)
    submit_assessment_if_last(locked.assessment, by, now)
    record(
        by=by,
        action="response.submitted",
        on=locked,
        digest={"receipt": locked.receipt, "answers": len(answers)},
    )
    return locked


@transaction.atomic
def reopen_response(
    *, by: Actor, response: Response, reason: str, now: datetime, undoing_acceptance: bool = False
) -> Response:
    """Take a submission back so that it can be changed; why, by whom and its receipt are kept.

    What a reviewer accepted is reopened only by who knows that, and says so.
    """
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why this is reopened; the reason is kept."))
    locked = lock(response)
    if locked.state == ResponseState.DRAFT:
        return locked
    digest: dict[str, str | int] = {"receipt": locked.receipt}
    if undo_acceptance(
        by=by, assessment_id=locked.assessment_id, reason=reason.strip(), allowed=undoing_acceptance, now=now
    ):
        digest["acceptance"] = "undone"
    take_back(by=by, response=locked, reason=reason.strip(), now=now)
    digest["reopening"] = locked.reopenings.count()
    if not input_changed(locked.assessment_id, state=AssessmentState.OPEN):
        raise closed(locked.assessment_id)
    record(by=by, action="response.reopened", on=locked, digest=digest)
    return locked


def take_back(*, by: Actor, response: Response, reason: str, now: datetime) -> None:
    """Make a locked response a draft again; the receipt it had is kept with the reason."""
    Reopening.objects.create(
        response=response,
        reason=reason,
        receipt=response.receipt,
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )
    response.state, response.submitted_at, response.receipt = ResponseState.DRAFT, None, ""
    response.submitted_by_kind = response.submitted_by_id = response.submitted_by_name = ""
    response.save()


def receipt_of(response: Response, answers: list[list[object]], now: datetime) -> str:
    """The hash over who answered, what was answered and when it was received."""
    head = [response.assessment_id, response.side, response.party, now.astimezone(UTC).isoformat()]
    text = json.dumps([head, answers], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical_answers(response: Response) -> list[list[object]]:
    """Everything a response says, in the order and form in which it is hashed."""
    rows = (
        Answer.including_sealed.filter(response=response)
        .exclude(state=AnswerState.CLEARED)
        .order_by("question__key", "perspective")
        .values_list("question__key", "perspective", "state", "value", "note", "reason")
    )
    return [list(row) for row in rows]


def submit_assessment_if_last(assessment: Assessment, by: Actor, now: datetime) -> None:
    """Hand the assessment in with the last of its responses."""
    # Whoever comes second waited for the lock on the assessment and sees what the first submitted.
    waiting = Response.objects.filter(assessment=assessment, state=ResponseState.DRAFT)
    if waiting.exclude(side=Side.MEASURED).exists():
        return
    submitted = Assessment.objects.filter(pk=assessment.pk)
    submitted.update(state=AssessmentState.SUBMITTED)
    if submitted.exclude(review=ReviewState.NONE).update(review=ReviewState.NEEDED):
        tell_reviewers(by=by, assessment=assessment, now=now)
