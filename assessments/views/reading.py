"""The same sheet for reading, and every wording that an answer had."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import Revision, answer_history, filling_page
from assessments.views import places
from assessments.views.extras import extras_of
from assessments.views.readers import reader_of
from assessments.views.sheet import question_in, sheet_of, sheet_question
from assessments.views.wording import content_text
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision with its words."""

    revision: Revision
    said: str


@guarded(of=places.READ)
@require_safe
def answers(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """A response for reading: submitted ones, and others' drafts."""
    response = places.readable_response(request.actor, pk, response_pk)
    own = places.answerable_response(request.actor, pk, response_pk)
    reader = reader_of(request)
    context = {
        "sheet": sheet_of(filling_page(request.actor, response), reader, extras_of(request.actor, response)),
        "may_answer": own is not None and places.takes_answers(own),
        "today": reader.today,
    }
    return render(request, "assessments/answers.html", context)


@guarded(of=places.READ)
@require_safe
def history(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Who said what to one question, and when."""
    response = places.readable_response(request.actor, pk, response_pk)
    row = question_in(filling_page(request.actor, response), key)
    if row is None:
        raise Http404
    wordings = [
        Wording(revision, content_text(row.format, revision.state, revision.value, revision.reason))
        for revision in answer_history(request.actor, response, row.question)
    ]
    context = {
        "question": sheet_question(response, row, reader_of(request)),
        "wordings": wordings,
        "response": response,
    }
    return render(request, "assessments/history.html", context)
