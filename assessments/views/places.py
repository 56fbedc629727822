"""From an address to the thing it names, for whoever asks; foreign equals missing."""

from typing import TypeVar

from django.http import Http404

from assessments.models import Assessment, AssessmentState, Question, Response, ResponseState
from assessments.queries import (
    answerable_question,
    answerable_responses,
    manageable_assessments,
    readable_responses,
    visible_assessments,
)
from assessments.queries.consensus import settled_by
from assessments.queries.panels import declaration_asked
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

Thing = TypeVar("Thing")

SEEN = ObjectRule("assessment", "whoever was granted anything of it, and who reads all assessments")
MANAGED = ObjectRule("assessment to manage", "whoever was granted to manage it")
ANSWERED = ObjectRule("response to answer", "whoever was granted to answer it; a rater's, that rater")
READ = ObjectRule("response to read", "who sees the assessment, except what raters keep to themselves")
DECLARED = ObjectRule("declaration to make", "the evaluator who was asked to rate and may not look yet")
PANELLED = ObjectRule("panel to manage", "whoever was granted to manage its assessment")
TAKEN_OUT = ObjectRule("rating to take out", "whoever was granted to manage its assessment")
DECIDED = ObjectRule("declared conflict", "whoever was granted to manage its assessment")
SETTLED = ObjectRule("consensus to settle", "who manages its assessment, and who was handed the consensus")
HANDED_ON = ObjectRule("consensus to hand on", "whoever was granted to manage its assessment")
REOPENED = ObjectRule("response to take back", "whoever was granted to manage its assessment")


def visible_assessment(actor: Actor, pk: int) -> Assessment:
    """An assessment that this actor may see."""
    return _found(visible_assessments(actor).filter(pk=pk).first())


def managed_assessment(actor: Actor, pk: int) -> Assessment:
    """An assessment that this actor manages."""
    return _found(manageable_assessments(actor).filter(pk=pk).first())


def managed_response(actor: Actor, pk: int, response_pk: int) -> Response:
    """A response of an assessment that this actor manages."""
    assessment = managed_assessment(actor, pk)
    responses = Response.objects.select_related("assessment__version")
    return _found(responses.filter(pk=response_pk, assessment=assessment).first())


def answerable_response(actor: Actor, pk: int, response_pk: int) -> Response | None:
    """A response this actor works on, submitted or not."""
    return answerable_responses(actor).filter(pk=response_pk, assessment=pk).first()


def own_response(actor: Actor, pk: int, response_pk: int) -> Response:
    """The same, or 404."""
    return _found(answerable_response(actor, pk, response_pk))


def settled_consensus(actor: Actor, pk: int) -> Response:
    """The consensus of an assessment that this actor settles."""
    return _found(settled_by(actor, pk))


def readable_response(actor: Actor, pk: int, response_pk: int) -> Response:
    """A response this actor may read."""
    return _found(readable_responses(actor).filter(pk=response_pk, assessment=pk).first())


def declares_first(actor: Actor, pk: int, response_pk: int) -> bool:
    """Whether this is the actor's own rating, and their declaration of interest is still to come."""
    asked = declaration_asked(actor, pk)
    return asked is not None and asked.pk == response_pk


def own_question(actor: Actor, response: Response, key: str) -> Question:
    """A question that this actor may answer in this response."""
    return _found(answerable_question(actor, response, key))


def takes_answers(response: Response) -> bool:
    """Whether anything can still be changed in it."""
    return response.state == ResponseState.DRAFT and response.assessment.state != AssessmentState.CANCELLED


def _found(thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing
