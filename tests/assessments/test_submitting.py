"""Submitting: one receipt, however often; and reopening, for a reason that is kept."""

from datetime import timedelta

import pytest

from assessments.actions import (
    Refused,
    add_response,
    cancel_assessment,
    clear_answer,
    reopen_response,
    submit_response,
)
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, AssessmentState, Reopening, ResponseState
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import (
    LATER,
    NOW,
    answered,
    assessment,
    question_of,
    response_of,
    someone,
)

pytestmark = pytest.mark.django_db


def test_a_second_submit_gives_the_receipt_of_the_first() -> None:
    response = response_of(assessment())
    answered(response, "pace", 4)

    first = submit_response(by=someone("Mara Keller"), response=response, now=NOW)
    second = submit_response(by=someone("Jonas Ott"), response=response, now=LATER)

    assert len(first.receipt) == 64
    assert (second.receipt, second.submitted_at, second.submitted_by_name) == (
        first.receipt,
        NOW,
        "Mara Keller",
    )
    assert AuditEvent.objects.filter(action="response.submitted").count() == 1


def test_the_receipt_depends_on_the_answers_and_on_the_time() -> None:
    receipts = set()
    for value, seconds in ((4, 0), (5, 0), (4, 1)):
        response = response_of(assessment())
        answered(response, "pace", value)
        submitted = submit_response(by=someone(), response=response, now=NOW + timedelta(seconds=seconds))
        receipts.add(submitted.receipt)

    assert len(receipts) == 3


def test_the_assessment_is_submitted_with_its_last_response_and_owes_its_score() -> None:
    assessed = assessment(opening_sides=["evaluator", "provider"])
    submit_response(by=someone(), response=response_of(assessed), now=NOW)
    assert state_of(assessed) == (AssessmentState.OPEN, 2)

    submit_response(by=someone(), response=response_of(assessed, Side.PROVIDER), now=NOW)

    assert state_of(assessed) == (AssessmentState.SUBMITTED, 3)


def test_reopening_keeps_reason_person_and_the_old_receipt() -> None:
    assessed = assessment()
    response = response_of(assessed)
    receipt = submit_response(by=someone(), response=response, now=NOW).receipt

    reopened = reopen_response(
        by=someone("Mara Keller"), response=response, reason=" The roster came late. ", now=LATER
    )

    trace = Reopening.objects.get()
    assert (trace.reason, trace.by_name, trace.receipt, trace.at) == (
        "The roster came late.",
        "Mara Keller",
        receipt,
        LATER,
    )
    assert (reopened.state, reopened.receipt) == (ResponseState.DRAFT, "")
    assert state_of(assessed) == (AssessmentState.OPEN, 3)
    assert answered(response, "pace", 2).row_version == 1


def test_reopening_needs_a_reason_and_leaves_a_draft_alone() -> None:
    response = response_of(assessment())
    reopen_response(by=someone(), response=response, reason="Why not", now=NOW)
    submit_response(by=someone(), response=response, now=NOW)

    with pytest.raises(Refused) as refused:
        reopen_response(by=someone(), response=response, reason="  ", now=LATER)

    assert (refused.value.field, refused.value.code) == ("reason", "reason_needed")
    assert not Reopening.objects.exists()


def test_a_cleared_answer_is_not_under_the_receipt() -> None:
    response = response_of(assessment())
    answered(response, "pace", 4)
    clear_answer(
        by=someone(),
        response=response,
        question=question_of(response.assessment, "pace"),
        expected_row_version=1,
        now=NOW,
    )

    submit_response(by=someone(), response=response, now=NOW)

    assert AuditEvent.objects.get(action="response.submitted").digest["answers"] == 0


def test_one_more_rater_opens_a_submitted_assessment_again() -> None:
    assessed = assessment()
    submit_response(by=someone(), response=response_of(assessed), now=NOW)

    add_response(by=someone(), assessment=assessed, side=Side.EVALUATOR, party="user:7", for_user="7")

    assert state_of(assessed)[0] == AssessmentState.OPEN


def test_a_cancelled_assessment_cannot_be_submitted_or_reopened() -> None:
    draft, submitted = assessment(), assessment()
    submit_response(by=someone(), response=response_of(submitted), now=NOW)
    for assessed in (draft, submitted):
        cancel_assessment(by=someone(), assessment=assessed, reason="The need is gone.", now=NOW)

    with pytest.raises(Refused, match="cancelled"):
        submit_response(by=someone(), response=response_of(draft), now=LATER)
    with pytest.raises(Refused, match="cancelled"):
        reopen_response(by=someone(), response=response_of(submitted), reason="Again", now=LATER)


def test_cancelling_needs_a_reason_and_once_is_enough() -> None:
    assessed = assessment()
    with pytest.raises(Refused):
        cancel_assessment(by=someone(), assessment=assessed, reason=" ", now=NOW)

    for reason in ("The need is gone.", "Another reason."):
        cancel_assessment(by=someone(), assessment=assessed, reason=reason, now=NOW)

    assert Assessment.objects.get().cancelled_reason == "The need is gone."
    assert AuditEvent.objects.filter(action="assessment.cancelled").count() == 1


def state_of(assessed: Assessment) -> tuple[str, int]:
    """State and input version as stored."""
    assessed.refresh_from_db()
    return assessed.state, assessed.input_version
