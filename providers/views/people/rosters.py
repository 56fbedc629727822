"""Rosters in the house: uploading one, looking at how it is read, what became of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers.models import Roster
from providers.queries import visible_providers
from providers.queries.rosters import visible_rosters
from providers.views.objects import PROVIDER, ROSTER
from providers.views.people import handing
from providers.views.people.places import RosterPlace, inside


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest, pk: int) -> HttpResponse:
    """Which list of people are you adding?"""
    return handing.upload(request, _place(request, pk))


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_safe
def show(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """What became of this file?"""
    return handing.show(request, *_found(request, pk, roster_pk))


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_POST
def read(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Have the file read as chosen, or looked at again where the columns move."""
    return handing.read(request, *_found(request, pk, roster_pk))


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_POST
def withdraw(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Take a roster out of every figure."""
    return handing.withdraw(request, *_found(request, pk, roster_pk))


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_safe
def faults(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Every row that was set aside and every finding, as a workbook."""
    return handing.faults(_found(request, pk, roster_pk)[1])


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_safe
def blank(request: ActorRequest, pk: int) -> HttpResponse:
    """A workbook to fill in."""
    _place(request, pk)
    return handing.blank()


def _place(request: ActorRequest, pk: int) -> RosterPlace:
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    return inside(provider, may_manage=request.actor.may(Permission.MANAGE_PROVIDERS))


def _found(request: ActorRequest, pk: int, roster_pk: int) -> tuple[RosterPlace, Roster]:
    place = _place(request, pk)
    return place, get_object_or_404(visible_rosters(request.actor, place.provider), pk=roster_pk)
