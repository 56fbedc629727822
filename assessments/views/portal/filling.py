"""Answering in the portal: the same sheet as inside, with nothing internal on it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.submission import read_submission
from assessments.models import Response
from assessments.queries import filling_page
from assessments.queries.portal import colleagues_asked, is_open, own_asking
from assessments.views import filling, replies
from assessments.views.extras import extras_of
from assessments.views.measured import measured_beside
from assessments.views.portal import places
from assessments.views.readers import Reader, reader_of
from assessments.views.sheet import Sheet, sheet_of
from outsourcing.guards import ActorRequest, for_contacts


@for_contacts(of=places.ASKED)
@require_safe
def fill(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """The page on which a contact answers; what is closed is read instead."""
    response = places.asked_response(request.actor, pk, response_pk)
    if not is_open(response):
        return redirect("assessments:portal-answers", pk=pk, response_pk=response_pk)
    reader = reader_of(request)
    context = {
        **page_context(request, response, reader),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "csrf_token": reader.csrf_token,
    }
    return render(request, "assessments/portal/fill.html", context)


@for_contacts(of=places.ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """One question: fetched afresh, or its answer saved."""
    response = places.asked_response(request.actor, pk, response_pk)
    question = places.asked_question(request.actor, response, key)
    if request.method == "POST":
        return filling.save(request, response, question, read_submission(request.POST))
    return replies.fresh_question(request, response, question)


@for_contacts(of=places.ASKED)
@require_safe
def answers(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """The same answers for reading, once they are handed in."""
    response = places.asked_response(request.actor, pk, response_pk)
    return render(
        request, "assessments/portal/answers.html", page_context(request, response, reader_of(request))
    )


def page_context(request: ActorRequest, response: Response, reader: Reader) -> dict[str, object]:
    """What every page about a response shows: the sheet, who asked, and who works on it too."""
    return {
        "sheet": sheet_for_contact(request, response, reader),
        "asking": own_asking(request.actor, response),
        "people": colleagues_asked(request.actor, response, timezone.now()),
        "today": reader.today,
        "zone": timezone.get_current_timezone_name(),
    }


def sheet_for_contact(request: ActorRequest, response: Response, reader: Reader) -> Sheet:
    """The sheet as the provider's people see it."""
    return sheet_of(
        filling_page(request.actor, response),
        reader,
        extras_of(request.actor, response),
        measured_beside(request.actor, response.assessment),
    )
