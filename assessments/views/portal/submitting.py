"""Handing in from the portal, and the receipt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions.refusals import Refused
from assessments.actions.submitting import submit_response
from assessments.models import Response, ResponseState
from assessments.queries.clarifications import clarified_since
from assessments.queries.portal import is_open
from assessments.views.portal import places
from assessments.views.portal.filling import page_context, sheet_for_contact
from assessments.views.readers import reader_of
from outsourcing.guards import ActorRequest, for_contacts


@for_contacts(of=places.ASKED_WHOLE)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """Show what is still open; hand in when told to. A second time leads to the same receipt."""
    response = places.whole_response(request.actor, pk, response_pk)
    if response.state == ResponseState.SUBMITTED:
        return redirect("assessments:portal-receipt", pk=pk, response_pk=response_pk)
    if not is_open(response):
        return redirect("assessments:portal-answers", pk=pk, response_pk=response_pk)
    if request.method == "POST":
        return _submit(request, response)
    context = page_context(request, response, reader_of(request))
    return render(request, "assessments/portal/submit.html", context)


@for_contacts(of=places.ASKED)
@require_safe
def receipt(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """What was received, from whom and when; made to be printed."""
    response = places.asked_response(request.actor, pk, response_pk)
    if response.state != ResponseState.SUBMITTED:
        return redirect("assessments:portal-fill", pk=pk, response_pk=response_pk)
    reader = reader_of(request)
    response.section_keys = []
    context = {
        "sheet": sheet_for_contact(request, response, reader),
        "response": response,
        "clarified": clarified_since(request.actor, response),
        "submitted_by": reader.name_of(response.submitted_by_kind, response.submitted_by_name),
    }
    return render(request, "assessments/portal/receipt.html", context)


def _submit(request: ActorRequest, response: Response) -> HttpResponse:
    pk, response_pk = response.assessment_id, response.pk
    try:
        submit_response(by=request.actor, response=response, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:portal-answers", pk=pk, response_pk=response_pk)
    return redirect("assessments:portal-receipt", pk=pk, response_pk=response_pk)
