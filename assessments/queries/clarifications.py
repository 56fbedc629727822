"""Requests to clarify: who may ask, whose they are to answer, and what became of them."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Clarification,
    ClarificationState,
    Grant,
    Question,
    Response,
)
from assessments.queries.access import answerable_responses, visible_assessments
from assessments.queries.cover import without_names
from assessments.queries.threads import spoken_of
from outsourcing.actors import Actor

ASKING = (Capability.MANAGE, Capability.REVIEW)


def askable_assessments(actor: Actor) -> QuerySet[Assessment]:
    """The assessments in which this actor may ask to clarify: as manager or as reviewer."""
    granted = _grants(actor).filter(assessment=OuterRef("pk"), capability__in=ASKING)
    return visible_assessments(actor).filter(Exists(granted))


def visible_clarifications(actor: Actor) -> QuerySet[Clarification]:
    """The requests this actor may read, with all that their pages show."""
    return _with_places().filter(spoken_of(actor))


def clarifications_of(actor: Actor, response: Response, question: Question) -> Sequence[Clarification]:
    """What was asked about one answer, newest first."""
    mine = visible_clarifications(actor).filter(response=response, question=question)
    found = list(mine.order_by("-pk"))
    assessment = response.assessment
    if assessment.is_covered:
        for each in found:
            each.asked, each.words = (without_names(said, assessment) for said in (each.asked, each.words))
            if response.side == Side.PROVIDER:
                each.settled_by_name = each.settled_by_name and assessment.alias
    return found


def clarified_since(actor: Actor, response: Response) -> QuerySet[Clarification]:
    """What was clarified of a response after it was handed in, with the digests that go with its receipt."""
    settled = visible_clarifications(actor).filter(response=response).exclude(digest="")
    return settled.filter(settled_at__gte=response.submitted_at).order_by("settled_at")


def own_clarifications(actor: Actor) -> QuerySet[Clarification]:
    """The open requests that this actor may answer."""
    granted = _grants(actor).filter(
        Q(section__isnull=True) | Q(section=OuterRef("question__section")),
        assessment=OuterRef("response__assessment"),
        capability=Capability.ANSWER,
    )
    return _with_places().filter(
        Exists(granted),
        response__in=answerable_responses(actor).order_by().values("pk"),
        state=ClarificationState.OPEN,
        response__assessment__state__in=[AssessmentState.OPEN, AssessmentState.SUBMITTED],
    )


def withdrawable_clarifications(actor: Actor) -> QuerySet[Clarification]:
    """The open requests of assessments in which this actor may ask."""
    asking = askable_assessments(actor).order_by().values("pk")
    return _with_places().filter(response__assessment__in=asking, state=ClarificationState.OPEN)


def _with_places() -> QuerySet[Clarification]:
    return Clarification.objects.select_related(
        "response__assessment__version__template", "response__assessment__subject__provider", "question"
    )


def _grants(actor: Actor) -> QuerySet[Grant]:
    return Grant.objects.filter(actor_kind=actor.kind, actor_id=actor.id)
