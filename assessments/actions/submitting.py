"""Submits a response, once, with a receipt; and reopens it for a reason that is kept."""

import hashlib
import json
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import cancelled, lock
from assessments.actions.refusals import Refused
from assessments.domain.questionnaire import Side
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    AssessmentState,
    Reopening,
    Response,
    ResponseState,
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
    answers = _canonical_answers(locked)
    locked.state, locked.submitted_at = ResponseState.SUBMITTED, now
    locked.submitted_by_kind, locked.submitted_by_id = by.kind, by.id
    locked.submitted_by_name = by.name[:200]
    locked.receipt = receipt_of(locked, answers, now)
    locked.save()
    if not input_changed(locked.assessment_id):
        raise cancelled()
    _submit_assessment_if_last(locked.assessment)
    record(
        by=by,
        action="response.submitted",
        on=locked,
        digest={"receipt": locked.receipt, "answers": len(answers)},
    )
    return locked


@transaction.atomic
def reopen_response(*, by: Actor, response: Response, reason: str, now: datetime) -> Response:
    """Take a submission back so that it can be changed; why, by whom and its receipt are kept."""
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why this is reopened; the reason is kept."))
    locked = lock(response)
    if locked.state == ResponseState.DRAFT:
        return locked
    Reopening.objects.create(
        response=locked,
        reason=reason.strip(),
        receipt=locked.receipt,
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )
    digest: dict[str, str | int] = {"receipt": locked.receipt, "reopening": locked.reopenings.count()}
    locked.state, locked.submitted_at, locked.receipt = ResponseState.DRAFT, None, ""
    locked.submitted_by_kind = locked.submitted_by_id = locked.submitted_by_name = ""
    locked.save()
    if not input_changed(locked.assessment_id, state=AssessmentState.OPEN):
        raise cancelled()
    record(by=by, action="response.reopened", on=locked, digest=digest)
    return locked


def receipt_of(response: Response, answers: list[list[object]], now: datetime) -> str:
    """The hash over who answered, what was answered and when it was received."""
    head = [response.assessment_id, response.side, response.party, now.astimezone(UTC).isoformat()]
    text = json.dumps([head, answers], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical_answers(response: Response) -> list[list[object]]:
    rows = (
        Answer.including_sealed.filter(response=response)
        .exclude(state=AnswerState.CLEARED)
        .order_by("question__key", "perspective")
        .values_list("question__key", "perspective", "state", "value", "note", "reason")
    )
    return [list(row) for row in rows]


def _submit_assessment_if_last(assessment: Assessment) -> None:
    # Whoever comes second waited for the lock on the assessment and sees what the first submitted.
    waiting = Response.objects.filter(assessment=assessment, state=ResponseState.DRAFT)
    if not waiting.exclude(side=Side.MEASURED).exists():
        Assessment.objects.filter(pk=assessment.pk).update(state=AssessmentState.SUBMITTED)
