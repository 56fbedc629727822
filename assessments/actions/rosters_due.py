"""Whom to remind of rosters that a provider was asked for, and of what became of them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.reminding import Reminder
from assessments.domain.occasions import DAYS_AHEAD, latest_occasion
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from outsourcing.ui.formats import day_text
from providers.models import RequestState, RosterRequest
from providers.queries.portal import live_invitations
from providers.queries.roster_requests import requests_falling_due, requests_settled_since

TOLD_FOR = timedelta(days=7)


def due_rosters(now: datetime) -> Iterator[Reminder]:
    """To the provider's people ahead of the day, on it and weekly after; to whoever asked from the day on."""
    today = timezone.localtime(now).date()
    due = list(requests_falling_due(today, timedelta(days=max(DAYS_AHEAD))))
    contacts = {contact.pk for request in due for contact in request.contacts.all()}
    within = live_invitations(now).filter(contact__in=contacts, confirmed_at__isnull=False)
    here = set(within.values_list("contact", flat=True))
    askers = _askers(due)
    for request in due:
        yield from _to_contacts(request, here, today)
        if today >= request.due_on and (asker := askers.get(request.asked_by_id)):
            yield _to_asker(request, asker, today)


def settled_rosters(now: datetime) -> Iterator[Reminder]:
    """To whoever asked, once: the provider handed over its roster, or declines to."""
    today = timezone.localtime(now).date()
    settled = list(requests_settled_since(today - TOLD_FOR))
    askers = _askers(settled)
    for request in settled:
        if asker := askers.get(request.asked_by_id):
            yield _told(request, asker)


def _to_contacts(request: RosterRequest, here: set[int], today: date) -> Iterator[Reminder]:
    """To those who came in before; whoever did not has an invitation."""
    on = latest_occasion(request.due_on, today)
    if on is None:
        return
    for contact in request.contacts.all():
        if contact.pk in here and contact.removed_at is None:
            yield Reminder(
                to_email=contact.email,
                subject=_("Staff roster as of %(day)s") % {"day": day_text(request.as_of)},
                lines=(_asked(request), _due(request)),
                url=reverse("portal:roster_request", args=[request.pk]),
                key=f"roster:{request.pk}",
                on=on,
            )


def _to_asker(request: RosterRequest, asker: User, today: date) -> Reminder:
    return Reminder(
        to_email=asker.email,
        subject=_("Roster of %(provider)s is not there yet") % {"provider": request.provider.name},
        lines=(_("You asked for it as of %(day)s.") % {"day": day_text(request.as_of)}, _due(request)),
        url=reverse("providers:roster_request", args=[request.provider_id, request.pk]),
        key=f"roster-asked:{request.pk}",
        on=latest_occasion(request.due_on, today),
    )


def _told(request: RosterRequest, asker: User) -> Reminder:
    if request.state == RequestState.REFUSED:
        subject, lines = _("%(provider)s declines to hand over its roster"), (request.reason,)
    else:
        said = _("Handed in by %(name)s.") % {"name": request.closed_by_name}
        subject, lines = _("%(provider)s handed over its roster"), (said,)
    return Reminder(
        to_email=asker.email,
        subject=subject % {"provider": request.provider.name},
        lines=lines,
        url=reverse("providers:roster_request", args=[request.provider_id, request.pk]),
        key=f"roster-settled:{request.pk}",
        on=timezone.localtime(request.closed_at).date() if request.closed_at else None,
    )


def _askers(requests: list[RosterRequest]) -> Mapping[str, User]:
    keys = {int(each.asked_by_id) for each in requests if each.asked_by_kind == ActorKind.USER}
    return {str(user.pk): user for user in User.objects.filter(pk__in=keys, is_active=True)}


def _asked(request: RosterRequest) -> str:
    return _("%(name)s asks for it.") % {"name": request.asked_by_name}


def _due(request: RosterRequest) -> str:
    return _("Due on %(day)s.") % {"day": day_text(request.due_on)}


SOURCES = (due_rosters, settled_rosters)
