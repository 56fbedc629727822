"""Filling offline in the portal: the same workbook as inside, with nothing internal in it."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from assessments.views import offline
from assessments.views.portal import places
from outsourcing.guards import ActorRequest, for_contacts


@for_contacts(of=places.ASKED)
@require_safe
def take_out(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """What a contact is asked, as a workbook."""
    return offline.workbook_of(request, places.asked_response(request.actor, pk, response_pk))


@for_contacts(of=places.ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """The workbook comes back: looked at first, then saved."""
    return offline.brought_back(request, places.asked_response(request.actor, pk, response_pk))
