"""Reviews: what waits for whom, who may not accept, what was decided, and what came back, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.models import (
    AnswerRevision,
    Assessment,
    AssessmentState,
    Capability,
    Clarification,
    ClarificationState,
    Grant,
    Outcome,
    Response,
    ResponseState,
    ReturnReason,
    ReviewDecision,
    ReviewState,
)
from assessments.queries.access import visible_assessments
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Returned:
    """Why an answer came back, in whose words."""

    text: str
    by_name: str


def reviewable_assessments(actor: Actor) -> QuerySet[Assessment]:
    """The assessments that this actor was chosen to review, whatever their state."""
    granted = Grant.objects.filter(
        actor_kind=actor.kind,
        actor_id=actor.id,
        assessment=OuterRef("pk"),
        capability=Capability.REVIEW,
    )
    return visible_assessments(actor).filter(Exists(granted)).exclude(review=ReviewState.NONE)


def awaiting_review() -> Q:
    """The condition that an assessment is submitted and waits for a reviewer."""
    return Q(state=AssessmentState.SUBMITTED, review=ReviewState.NEEDED)


def answered_by(actor: Actor, assessment: Assessment) -> bool:
    """Whether this actor ever answered, submitted or clarified anything of it; then others accept it."""
    saved = AnswerRevision.objects.filter(
        answer__response__assessment=assessment, saved_by_kind=actor.kind, saved_by_id=actor.id
    )
    submitted = Response.objects.filter(
        assessment=assessment, submitted_by_kind=actor.kind, submitted_by_id=actor.id
    )
    settled = [ClarificationState.CHANGED, ClarificationState.CONFIRMED]
    clarified = Clarification.objects.filter(
        response__assessment=assessment,
        state__in=settled,
        settled_by_kind=actor.kind,
        settled_by_id=actor.id,
    )
    return saved.exists() or submitted.exists() or clarified.exists()


def reviewers_of(assessment: Assessment) -> Sequence[User]:
    """Who was chosen to review it."""
    grants = Grant.objects.filter(
        assessment=assessment, capability=Capability.REVIEW, actor_kind=ActorKind.USER
    )
    ids = [int(each) for each in grants.values_list("actor_id", flat=True) if each.isdigit()]
    return list(User.objects.filter(pk__in=ids).order_by("name"))


def decisions_on(assessment: Assessment) -> QuerySet[ReviewDecision]:
    """Every decision, newest first, with the reasons at questions."""
    return ReviewDecision.objects.filter(assessment=assessment).order_by("-pk").prefetch_related("reasons")


def latest_return(assessment: Assessment) -> ReviewDecision | None:
    """The decision by which it came back, while it is being corrected."""
    if assessment.review != ReviewState.RETURNED:
        return None
    returned = ReviewDecision.objects.filter(assessment=assessment, outcome=Outcome.RETURNED)
    return returned.order_by("-pk").first()


def return_reasons_of(response: Response) -> Mapping[str, Returned]:
    """By the key of the question, why its answer came back; nothing once it was handed in again."""
    if response.assessment.review != ReviewState.RETURNED or response.state != ResponseState.DRAFT:
        return {}
    latest = ReviewDecision.objects.filter(assessment=response.assessment_id, outcome=Outcome.RETURNED)
    reasons = ReturnReason.objects.filter(response=response, decision=latest.order_by("-pk").values("pk")[:1])
    rows = reasons.values_list("question__key", "text", "decision__by_name")
    return {key: Returned(text, name) for key, text, name in rows}
