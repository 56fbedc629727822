"""Rosters in the portal: what is asked, uploading, looking at how a file is read, and what it says."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.guards import ActorRequest, for_contacts
from providers import actions
from providers.forms.roster_request import DeclineRosterForm
from providers.models import RequestState, Roster, RosterRequest
from providers.queries.roster_requests import asked_provider, requests_of_contact
from providers.queries.rosters import visible_rosters
from providers.views.objects import OWN_REQUEST, OWN_ROSTER
from providers.views.people import handing
from providers.views.people.places import RosterPlace, in_portal
from providers.views.people.tab import people


@for_contacts()
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """What do our rosters say, and what is asked?"""
    place, today = _place(request), timezone.localdate()
    requests = requests_of_contact(request.actor)
    context = {
        **handing.about(place),
        "figures": people(request.actor, place.provider, today),
        "requests": requests.filter(state=RequestState.OPEN).order_by("due_on"),
        "rosters": [(each, place.links(each)) for each in _rosters(request, place)],
        "today": today,
    }
    return render(request, "portal/rosters/overview.html", context)


@for_contacts()
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Which list of people are you handing over?"""
    return handing.upload(request, _place(request))


@for_contacts(of=OWN_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: ActorRequest, request_pk: int) -> HttpResponse:
    """What is asked, and by when? The list is uploaded on this very page."""
    place, found = _place(request), _asked(request, request_pk)
    if request.method == "POST" and not found.is_open:
        messages.info(
            request, _("This request was settled meanwhile. You can upload a roster here all the same.")
        )
        return redirect("portal:upload_roster")
    more = {"asked": found, "today": timezone.localdate()}
    return handing.upload(request, place, as_of=found.as_of, **more)


@for_contacts(of=OWN_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: ActorRequest, request_pk: int) -> HttpResponse:
    """Why is it not handed over?"""
    place, found = _place(request), _asked(request, request_pk)
    page = reverse("portal:roster_request", args=[request_pk])
    if not found.is_open:
        return redirect(page)
    form = DeclineRosterForm(request.POST or None, cancel_url=page)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.refuse_request(by=request.actor, request=found, reason=reason, now=timezone.now())
        except actions.RequestClosedError:
            messages.info(request, _("This request was settled meanwhile; nothing was changed."))
        else:
            messages.success(request, _("Your reason was passed on. You can still upload a roster later."))
        return redirect(place.home)
    context = {**handing.about(place), "form": form, "asked": found}
    status = 422 if form.errors else 200
    return render(request, "portal/rosters/decline.html", context, status=status)


@for_contacts(of=OWN_ROSTER)
@require_safe
def show(request: ActorRequest, roster_pk: int) -> HttpResponse:
    """What became of this file?"""
    return handing.show(request, *_found(request, roster_pk))


@for_contacts(of=OWN_ROSTER)
@require_POST
def read(request: ActorRequest, roster_pk: int) -> HttpResponse:
    """Have the file read as chosen, or looked at again where the columns move."""
    return handing.read(request, *_found(request, roster_pk))


@for_contacts(of=OWN_ROSTER)
@require_POST
def withdraw(request: ActorRequest, roster_pk: int) -> HttpResponse:
    """Take a file back before it is read."""
    return handing.withdraw(request, *_found(request, roster_pk))


@for_contacts(of=OWN_ROSTER)
@require_safe
def faults(request: ActorRequest, roster_pk: int) -> HttpResponse:
    """Every row that was set aside and every finding, as a workbook."""
    return handing.faults(_found(request, roster_pk)[1])


@for_contacts()
@require_safe
def blank(request: ActorRequest) -> HttpResponse:
    """A workbook to fill in."""
    _place(request)
    return handing.blank()


def _place(request: ActorRequest) -> RosterPlace:
    """For whoever was never asked for a roster there is no such page."""
    provider = asked_provider(request.actor)
    if provider is None:
        raise Http404
    return in_portal(provider)


def _rosters(request: ActorRequest, place: RosterPlace) -> list[Roster]:
    rosters = visible_rosters(request.actor, place.provider).defer("preview", "reading", "comparison")
    return list(rosters[: handing.MOST_LISTED])


def _asked(request: ActorRequest, request_pk: int) -> RosterRequest:
    return get_object_or_404(requests_of_contact(request.actor), pk=request_pk)


def _found(request: ActorRequest, roster_pk: int) -> tuple[RosterPlace, Roster]:
    place = _place(request)
    return place, get_object_or_404(visible_rosters(request.actor, place.provider), pk=roster_pk)
