"""A reviewer accepts what was submitted, or returns it with reasons; who answers does not approve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.commenting import checked_words
from assessments.actions.locking import accepted_words, lock_assessment
from assessments.actions.refusals import Refused
from assessments.actions.scoring import store_scores
from assessments.actions.submitting import take_back
from assessments.actions.telling import tell
from assessments.domain.fingerprint import digest as fingerprint
from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Clarification,
    ClarificationState,
    Grant,
    NoticeKind,
    Outcome,
    Question,
    Response,
    ResponseState,
    ReturnReason,
    ReviewDecision,
    ReviewState,
)
from assessments.queries import compute, scoring_input
from assessments.queries.reviewing import answered_by
from assessments.signals import assessment_changed
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record

WhichAnswer = tuple[int, int]


@dataclass(frozen=True)
class Reasons:
    """Why something is returned: as a whole, and by (response, question) where single answers are meant."""

    whole: str = ""
    of_answers: Mapping[WhichAnswer, str] = field(default_factory=dict)


@transaction.atomic
def ask_for_review(*, by: Actor, assessment: Assessment, reviewer_id: str, now: datetime) -> Assessment:
    """Choose a user who is to accept or return it; one more may be chosen beside others."""
    locked = lock_assessment(assessment.pk)
    if locked.is_locked or locked.state == AssessmentState.CANCELLED:
        raise _not_waiting(locked)
    Grant.objects.get_or_create(
        actor_kind=ActorKind.USER,
        actor_id=reviewer_id,
        assessment=locked,
        capability=Capability.REVIEW,
        section=None,
        response=None,
    )
    if locked.review == ReviewState.NONE:
        locked.review = ReviewState.NEEDED
        Assessment.objects.filter(pk=locked.pk).update(review=ReviewState.NEEDED)
    if locked.awaits_review:
        tell(NoticeKind.REVIEW, by=by, to=[(str(ActorKind.USER), reviewer_id)], assessment=locked, now=now)
    record(by=by, action="review.asked", on=locked, digest={"reviewer": f"user:{reviewer_id}"})
    return locked


@transaction.atomic
def accept_assessment(
    *, by: Actor, assessment: Assessment, seen_version: int, now: datetime
) -> ReviewDecision:
    """Lock what the reviewer saw, and keep its score with it.

    Nobody accepts what they did not see, what is being clarified, or what they answered themselves.
    """
    locked = lock_assessment(assessment.pk)
    if not locked.awaits_review:
        raise _not_waiting(locked)
    if answered_by(by, locked):
        text = _("Who answers does not approve: you answered in this one. Somebody else has to accept it.")
        raise Refused("review", "answered", text)
    if locked.input_version != seen_version:
        text = _("Answers changed since you opened this page. Nothing was accepted; look at them again.")
        raise Refused("review", "moved", text)
    asked = Clarification.objects.filter(response__assessment=locked, state=ClarificationState.OPEN)
    if asked.exists():
        text = _("An answer is being clarified. Wait for it or withdraw the question, then accept.")
        raise Refused("review", "clarifying", text)
    Assessment.objects.filter(pk=locked.pk).update(review=ReviewState.ACCEPTED)
    decision = _decide(by, locked, Outcome.ACCEPTED, "", now)
    sha256 = _keep_score(by, locked.pk, now)
    assessment_changed.send(sender=Assessment, assessment_id=locked.pk)
    record(by=by, action="assessment.accepted", on=locked, digest={"score": sha256})
    return decision


@transaction.atomic
def return_assessment(
    *, by: Actor, assessment: Assessment, reasons: Reasons, now: datetime
) -> ReviewDecision:
    """Give it back to its authors: the responses with a reason at an answer, else all of them."""
    of_answers = {where: checked_words("reason", text) for where, text in reasons.of_answers.items()}
    whole = reasons.whole.strip() and checked_words("reason", reasons.whole)
    if not whole and not of_answers:
        text = _("Say why it is returned: at one answer at least, or for the whole.")
        raise Refused("reason", "reason_needed", text)
    # In the order in which answers are saved: responses first, then their assessment.
    responses = list(Response.objects.select_for_update().filter(assessment=assessment).order_by("pk"))
    locked = lock_assessment(assessment.pk)
    if not locked.awaits_review:
        raise _not_waiting(locked)
    decision = _decide(by, locked, Outcome.RETURNED, whole, now)
    _keep_reasons(decision, locked, responses, of_answers)
    meant = {response for response, _question in of_answers}
    back = [each for each in responses if _goes_back(each, meant)]
    receipts = [each.receipt for each in back]
    to = [(each.submitted_by_kind, each.submitted_by_id) for each in back]
    for each in back:
        take_back(by=by, response=each, reason=whole or _("Returned with reasons at answers"), now=now)
    Assessment.objects.filter(pk=locked.pk).update(review=ReviewState.RETURNED)
    input_changed(locked.pk, state=AssessmentState.OPEN)
    tell(NoticeKind.RETURNED, by=by, to=to, assessment=locked, now=now)
    kept: dict[str, str | int] = {
        "responses": len(back),
        "reasons": len(of_answers),
        "receipts": fingerprint({"all": receipts}),
    }
    record(by=by, action="assessment.returned", on=locked, digest=kept)
    return decision


def _decide(
    by: Actor, assessment: Assessment, outcome: Outcome, reason: str, now: datetime
) -> ReviewDecision:
    return ReviewDecision.objects.create(
        assessment=assessment,
        outcome=outcome,
        reason=reason,
        input_version=assessment.input_version,
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )


def _keep_score(by: Actor, assessment_id: int, now: datetime) -> str:
    """In the same moment, not by a worker: what is accepted and what is kept must be the same."""
    accepted = Assessment.objects.select_related("version__template").get(pk=assessment_id)
    computed = compute(scoring_input(accepted))
    store_scores(by=by, computed=[computed], now=now)
    return computed.digest


def _goes_back(response: Response, meant: set[int]) -> bool:
    if response.state != ResponseState.SUBMITTED or response.side == Side.MEASURED:
        return False
    return response.pk in meant or not meant


def _keep_reasons(
    decision: ReviewDecision,
    assessment: Assessment,
    responses: Sequence[Response],
    of_answers: Mapping[WhichAnswer, str],
) -> None:
    own = {each.pk for each in responses if _goes_back(each, set())}
    questions = set(Question.objects.filter(version=assessment.version_id).values_list("pk", flat=True))
    for response, question in of_answers:
        if response not in own or question not in questions:
            text = _("One of these answers is not part of what was submitted.")
            raise Refused("reason", "not_submitted", text)
    ReturnReason.objects.bulk_create(
        ReturnReason(decision=decision, response_id=response, question_id=question, text=text)
        for (response, question), text in of_answers.items()
    )


def _not_waiting(assessment: Assessment) -> Refused:
    if assessment.is_locked:
        text = accepted_words(assessment.pk) + " " + _("Nothing more was changed.")
        return Refused("review", "accepted", text)
    if assessment.state == AssessmentState.CANCELLED:
        return Refused("review", "cancelled", _("This assessment was cancelled."))
    latest = ReviewDecision.objects.filter(assessment=assessment).order_by("-pk").first()
    if assessment.review == ReviewState.RETURNED and latest is not None:
        said = _("%(name)s returned this already. It comes back when it is submitted again.")
        return Refused("review", "returned", said % {"name": latest.by_name})
    text = _("This is not submitted as a whole just now, so there is nothing to decide on yet.")
    return Refused("review", "not_submitted", text)
