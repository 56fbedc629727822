"""Handing a response in: what is still open, one submission, and its receipt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import actions
from assessments.models import Response, ResponseState
from assessments.queries import filling_page
from assessments.queries.clarifications import clarified_since
from assessments.views import places
from assessments.views.readers import reader_of
from assessments.views.sheet import sheet_of
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.ANSWERED)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """Show what is missing; submit when told to. A second submission leads to the same receipt."""
    response = places.own_response(request.actor, pk, response_pk)
    if response.state == ResponseState.SUBMITTED:
        return redirect("assessments:receipt", pk=pk, response_pk=response_pk)
    if request.method == "POST":
        return _submit(request, response)
    reader = reader_of(request)
    sheet = sheet_of(filling_page(request.actor, response, is_own=True), reader)
    return render(request, "assessments/submit.html", {"sheet": sheet, "today": reader.today})


@guarded(of=places.READ)
@require_safe
def receipt(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """What was received, from whom and when."""
    response = places.readable_response(request.actor, pk, response_pk)
    if response.state != ResponseState.SUBMITTED:
        return redirect("assessments:fill", pk=pk, response_pk=response_pk)
    sheet = sheet_of(filling_page(request.actor, response), reader_of(request))
    context = {
        "sheet": sheet,
        "response": response,
        "clarified": clarified_since(request.actor, response),
    }
    return render(request, "assessments/receipt.html", context)


def _submit(request: ActorRequest, response: Response) -> HttpResponse:
    try:
        actions.submit_response(by=request.actor, response=response, now=timezone.now())
    except actions.Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:overview", pk=response.assessment_id)
    return redirect("assessments:receipt", pk=response.assessment_id, response_pk=response.pk)
