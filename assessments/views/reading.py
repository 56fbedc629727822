"""The same sheet for reading."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import filling_page
from assessments.views import places
from assessments.views.extras import extras_of
from assessments.views.measured import measured_beside
from assessments.views.readers import reader_of
from assessments.views.sheet import sheet_of
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.READ)
@require_safe
def answers(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """A response for reading: submitted ones, and others' drafts."""
    response = places.readable_response(request.actor, pk, response_pk)
    own = places.answerable_response(request.actor, pk, response_pk)
    reader = reader_of(request)
    context = {
        "sheet": sheet_of(
            filling_page(request.actor, response),
            reader,
            extras_of(request.actor, response),
            measured_beside(request.actor, response.assessment),
        ),
        "may_answer": own is not None and places.takes_answers(own),
        "today": reader.today,
    }
    return render(request, "assessments/answers.html", context)
