"""From an address to an answer, its threads and questions, for whoever asks; foreign equals missing."""

from typing import TypeVar

from django.http import Http404

from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Clarification, Question, Response, Thread
from assessments.queries.clarifications import (
    askable_assessments,
    own_clarifications,
    withdrawable_clarifications,
)
from assessments.queries.reviewing import reviewable_assessments
from assessments.queries.threads import question_to_discuss, visible_threads
from assessments.views.places import readable_response
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

Thing = TypeVar("Thing")

DISCUSSED = ObjectRule("answer to discuss", "whoever may read the answer")
THREAD = ObjectRule("thread", "whoever may read the answer it is about")
ASKED_ABOUT = ObjectRule("answer to ask about", "whoever manages or reviews its assessment")
CLARIFIED = ObjectRule("clarification to answer", "whoever may answer the question it is about")
WITHDRAWN = ObjectRule("clarification to withdraw", "whoever manages or reviews its assessment")
REVIEWED = ObjectRule("assessment to review", "whoever was chosen to review it")


def discussed(actor: Actor, pk: int, response_pk: int, key: str) -> tuple[Response, Question]:
    """An answer that this actor may read and speak about."""
    response = readable_response(actor, pk, response_pk)
    return response, _found(question_to_discuss(actor, response, key))


def thread_of(actor: Actor, response: Response, question: Question, pk: int) -> Thread:
    """A thread on that answer."""
    threads = visible_threads(actor, [response.assessment_id])
    return _found(threads.filter(pk=pk, response=response, question=question).first())


def asked_about(actor: Actor, pk: int, response_pk: int, key: str) -> tuple[Response, Question]:
    """An answer about which this actor may ask its author."""
    _found(askable_assessments(actor).filter(pk=pk).first())
    response, question = discussed(actor, pk, response_pk, key)
    # What a roster says has no author to ask.
    return _found(None if response.side == Side.MEASURED else response), question


def own_clarification(actor: Actor, response: Response, key: str, pk: int) -> Clarification:
    """A request that this actor may answer."""
    mine = own_clarifications(actor).filter(response=response, question__key=key)
    return _found(mine.filter(pk=pk).first())


def withdrawable(actor: Actor, pk: int, response_pk: int, key: str, clarification_pk: int) -> Clarification:
    """A request that this actor may withdraw."""
    found = withdrawable_clarifications(actor).filter(response__assessment=pk, question__key=key)
    return _found(found.filter(pk=clarification_pk, response=response_pk).first())


def reviewed(actor: Actor, pk: int) -> Assessment:
    """An assessment that this actor was chosen to review."""
    return _found(reviewable_assessments(actor).filter(pk=pk).first())


def _found(thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing
