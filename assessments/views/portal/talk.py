"""What the provider's people read and say about their own answers: what is shared, and what is unclear."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import Question, Response
from assessments.queries.clarifications import own_clarifications
from assessments.queries.threads import visible_threads
from assessments.views.portal import places
from assessments.views.talk import clarifying
from assessments.views.talk.comments import reply_to, show_or_begin
from outsourcing.guards import ActorRequest, ObjectRule, for_contacts

SHARED_THREAD = ObjectRule(
    "shared thread", "the contacts who were asked the question it is about, where it is shared"
)
CLARIFIED = ObjectRule("clarification of a contact", "the contacts who were asked the question it is about")


@for_contacts(of=places.ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What is said about this answer, as far as it is shared."""
    return show_or_begin(request, *_asked(request, pk, response_pk, key))


@for_contacts(of=SHARED_THREAD)
@require_POST
def reply(request: ActorRequest, pk: int, response_pk: int, key: str, thread_pk: int) -> HttpResponse:
    """Say something more in a shared thread."""
    response, question = _asked(request, pk, response_pk, key)
    threads = visible_threads(request.actor, [pk]).filter(response=response, question=question)
    thread = threads.filter(pk=thread_pk).first()
    if thread is None:
        raise Http404
    return reply_to(request, response, question, thread)


@for_contacts(of=places.ASKED)
@require_safe
def clarify(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What is unclear about this answer?"""
    return clarifying.show(request, *_asked(request, pk, response_pk, key))


@for_contacts(of=CLARIFIED)
@require_POST
def answer_clarification(
    request: ActorRequest, pk: int, response_pk: int, key: str, clarification_pk: int
) -> HttpResponse:
    """Change the answer, or confirm it with a note."""
    response, question = _asked(request, pk, response_pk, key)
    mine = own_clarifications(request.actor).filter(response=response, question=question)
    waiting = mine.filter(pk=clarification_pk).first()
    if waiting is None:
        raise Http404
    return clarifying.settle(request, response, question, waiting)


def _asked(request: ActorRequest, pk: int, response_pk: int, key: str) -> tuple[Response, Question]:
    response = places.asked_response(request.actor, pk, response_pk)
    return response, places.asked_question(request.actor, response, key)
