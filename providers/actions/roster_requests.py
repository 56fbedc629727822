"""Asking for a roster, and what becomes of the asking: handed in, refused for a reason, or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.jobs.actions import owe
from outsourcing.ui.formats import day_text
from providers.actions.invitations import invite_contact
from providers.models import Contact, Provider, RequestState, Roster, RosterRequest
from providers.queries.portal import live_invitations
from providers.signals import roster_refused

ASKING = "providers.ask_roster"


class AlreadyAskedError(Exception):
    """A roster as of this day is asked for already."""


class RequestClosedError(Exception):
    """Somebody else settled this request."""


@dataclass(frozen=True)
class RosterWish:
    """What is asked of whom: a list as of a day, by when, and whether the next quarter follows by itself."""

    as_of: date
    due_on: date
    contacts: Sequence[Contact]
    note: str = ""
    every_quarter: bool = False


@transaction.atomic
def ask_for_roster(
    *, by: Actor, provider: Provider, wish: RosterWish, expires_at: datetime, now: datetime, mail: bool
) -> RosterRequest:
    """Ask for it; who was not in the portal yet is invited, who was is told. Raises AlreadyAskedError."""
    request = new_request(by=by, asker=by, provider=provider, wish=wish, now=now)
    within = set(live_invitations(now).filter(contact__in=wish.contacts).values_list("contact", flat=True))
    purpose = _("Staff roster as of %(day)s") % {"day": day_text(wish.as_of)}
    for contact in wish.contacts:
        if contact.pk not in within:
            invite_contact(
                by=by,
                contact=contact,
                purpose=purpose,
                note=wish.note,
                expires_at=expires_at,
                now=now,
                mail=mail,
            )
        elif mail:
            owe(ASKING, f"{request.pk}:{contact.pk}")
    return request


def new_request(
    *, by: Actor, asker: Actor, provider: Provider, wish: RosterWish, now: datetime
) -> RosterRequest:
    """One more request in somebody's name, within the caller's transaction; it tells nobody."""
    try:
        with transaction.atomic():
            request = RosterRequest.objects.create(
                provider=provider,
                as_of=wish.as_of,
                due_on=wish.due_on,
                note=wish.note.strip(),
                every_quarter=wish.every_quarter,
                asked_at=now,
                asked_by_kind=asker.kind,
                asked_by_id=asker.id,
                asked_by_name=asker.name[:200],
            )
    except IntegrityError as error:
        if not RosterRequest.objects.filter(
            provider=provider, as_of=wish.as_of, state=RequestState.OPEN
        ).exists():
            raise
        raise AlreadyAskedError from error
    request.contacts.set(wish.contacts)
    digest: dict[str, str | int] = {"provider": provider.pk, "as_of": wish.as_of.isoformat()}
    record(by=by, action="roster_request.made", on=request, digest=digest)
    return request


@transaction.atomic
def refuse_request(*, by: Actor, request: RosterRequest, reason: str, now: datetime) -> RosterRequest:
    """Say that the list is not handed over, and why; it ends the asking of each quarter too."""
    _settle(by, request, RequestState.REFUSED, now, reason)
    record(by=by, action="roster_request.refused", on=request, digest={"provider": request.provider_id})
    roster_refused.send(RosterRequest, provider_id=request.provider_id, request_id=request.pk)
    return request


@transaction.atomic
def withdraw_request(*, by: Actor, request: RosterRequest, reason: str, now: datetime) -> RosterRequest:
    """Ask no more; what was uploaded stays, and no other request follows by itself."""
    _settle(by, request, RequestState.WITHDRAWN, now, reason)
    record(by=by, action="roster_request.withdrawn", on=request, digest={"provider": request.provider_id})
    return request


@transaction.atomic
def stop_repeating(*, by: Actor, request: RosterRequest) -> RosterRequest:
    """Let no other request follow by itself; a second time changes nothing."""
    if RosterRequest.objects.filter(pk=request.pk, every_quarter=True).update(every_quarter=False):
        record(by=by, action="roster_request.ended", on=request, digest={"provider": request.provider_id})
    request.refresh_from_db()
    return request


def hand_in(*, by: Actor, roster: Roster, now: datetime) -> int:
    """Settle, with a list that was just stored, whatever asked for one as of its day or before; how many.

    Called within the transaction that stores the list, so that there is no moment between the two.
    """
    asked = RosterRequest.objects.select_for_update().filter(
        provider=roster.provider_id, state=RequestState.OPEN, as_of__lte=roster.as_of
    )
    settled = 0
    for request in asked.order_by("pk"):
        request.state, request.roster = RequestState.HANDED_IN, roster
        request.closed_at, request.closed_by_name = now, roster.uploaded_by_name
        request.save(update_fields=["state", "roster", "closed_at", "closed_by_name"])
        digest: dict[str, str | int] = {"provider": roster.provider_id, "roster": roster.pk}
        record(by=by, action="roster_request.handed_in", on=request, digest=digest)
        settled += 1
    return settled


def _settle(by: Actor, request: RosterRequest, state: RequestState, now: datetime, reason: str) -> None:
    """In one statement, so that only one of two passes."""
    waiting = RosterRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not waiting.update(
        state=state, closed_at=now, closed_by_name=by.name[:200], reason=reason.strip()[:2000]
    ):
        raise RequestClosedError
    request.refresh_from_db()
