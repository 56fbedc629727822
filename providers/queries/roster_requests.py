"""Reads of what rosters are asked for, of whom, and what a provider said to it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from outsourcing.actors import Actor, ActorKind, Permission
from providers.models import (
    Contact,
    Invitation,
    Provider,
    ProviderState,
    RequestState,
    Roster,
    RosterRequest,
    RosterState,
)

MOST_SHOWN = 12


class RosterStanding(StrEnum):
    """What became of the wish for a roster; a list handed over outweighs a refusal of before."""

    NEVER_ASKED = "never_asked"
    ASKED = "asked"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True)
class Refusal:
    """A refusal that stands, in the provider's words."""

    on: date
    by: str
    reason: str
    request_id: int


@dataclass(frozen=True)
class AskedPerson:
    """One contact whom a request asks, and how they came into the portal."""

    contact: Contact
    invitation: Invitation | None

    @property
    def was_here(self) -> bool:
        """Whether they came in already."""
        return self.invitation is not None and self.invitation.confirmed_at is not None


def visible_requests(actor: Actor, provider: Provider) -> QuerySet[RosterRequest]:
    """What was asked of a provider, latest first: all of it inside, what they were asked for its contacts."""
    requests = RosterRequest.objects.filter(provider=provider)
    if actor.kind is ActorKind.CONTACT:
        return requests & requests_of_contact(actor)
    return requests if actor.may(Permission.READ_PROVIDERS) else requests.none()


def requests_of_contact(actor: Actor) -> QuerySet[RosterRequest]:
    """What this contact was asked, unless it was taken back."""
    if actor.kind is not ActorKind.CONTACT:
        return RosterRequest.objects.none()
    asked = Contact.roster_requests.through.objects.filter(
        contact=int(actor.id), rosterrequest=OuterRef("pk")
    )
    asked = asked.filter(contact__provider=OuterRef("provider"))
    return RosterRequest.objects.filter(Exists(asked)).exclude(state=RequestState.WITHDRAWN)


def asked_provider(actor: Actor) -> Provider | None:
    """The provider for which this contact hands over rosters, if they were asked to."""
    if actor.kind is not ActorKind.CONTACT:
        return None
    asked = requests_of_contact(actor).order_by().values("provider")
    return Provider.objects.filter(pk__in=asked).first()


def people_to_ask(actor: Actor, provider: Provider) -> QuerySet[Contact]:
    """The contacts who have an address."""
    contacts = Contact.objects.filter(provider=provider).exclude(email="")
    return contacts if actor.may(Permission.MANAGE_PROVIDERS) else contacts.none()


def people_asked(request: RosterRequest) -> list[AskedPerson]:
    """Whom a request asks, each with the latest invitation that was not taken back."""
    contacts = list(request.contacts.all())
    invitations = Invitation.objects.filter(contact__in=contacts, revoked_at__isnull=True)
    latest = {each.contact_id: each for each in invitations.order_by("confirmed_at", "invited_at")}
    return [AskedPerson(each, latest.get(each.pk)) for each in contacts]


def standing_refusal(provider_id: int) -> Refusal | None:
    """The latest refusal, unless a roster was handed over since; for whoever draws conclusions from it."""
    refused = (
        RosterRequest.objects.filter(provider=provider_id, state=RequestState.REFUSED)
        .order_by("-closed_at", "-pk")
        .first()
    )
    if refused is None or refused.closed_at is None:
        return None
    handed = Roster.objects.filter(
        provider=provider_id, state=RosterState.STORED, read_at__gt=refused.closed_at
    )
    if handed.exists():
        return None
    return Refusal(refused.closed_at.date(), refused.closed_by_name, refused.reason, refused.pk)


def roster_standing(provider_id: int) -> RosterStanding:
    """What became of the wish for a roster, in one word."""
    if standing_refusal(provider_id):
        return RosterStanding.REFUSED
    if Roster.objects.filter(provider=provider_id, state=RosterState.STORED).exists():
        return RosterStanding.HANDED_OVER
    is_asked = RosterRequest.objects.filter(provider=provider_id, state=RequestState.OPEN).exists()
    return RosterStanding.ASKED if is_asked else RosterStanding.NEVER_ASKED


def waiting_requests_of(actor: Actor) -> QuerySet[RosterRequest]:
    """The open requests that this person made."""
    return RosterRequest.objects.filter(
        state=RequestState.OPEN, asked_by_kind=actor.kind, asked_by_id=actor.id
    )


def requests_falling_due(today: date, ahead: timedelta) -> QuerySet[RosterRequest]:
    """The open requests whose day is near or past, with the people they ask; for reminders."""
    due = RosterRequest.objects.filter(state=RequestState.OPEN, due_on__lte=today + ahead)
    return due.select_related("provider").prefetch_related("contacts").order_by("pk")


def requests_settled_since(day: date) -> QuerySet[RosterRequest]:
    """What was handed in or refused since a day; for telling whoever asked."""
    settled = RosterRequest.objects.filter(state__in=(RequestState.HANDED_IN, RequestState.REFUSED))
    return settled.filter(closed_at__date__gte=day).select_related("provider").order_by("pk")


def repeating_requests(as_of_before: date) -> QuerySet[RosterRequest]:
    """The last request of each provider that another follows each quarter, where it is of before a day."""
    is_later = Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk"))
    later = RosterRequest.objects.filter(is_later, provider=OuterRef("provider"))
    repeating = RosterRequest.objects.filter(
        ~Exists(later),
        every_quarter=True,
        state__in=(RequestState.OPEN, RequestState.HANDED_IN),
        as_of__lt=as_of_before,
        provider__state=ProviderState.ACTIVE,
    )
    return repeating.order_by("pk")


def request_to_tell(request_id: int, contact_id: int) -> tuple[RosterRequest, Contact] | None:
    """An open request and one of the people it asks, for the worker; None where nobody has to be told."""
    open_ones = RosterRequest.objects.filter(pk=request_id, state=RequestState.OPEN)
    request = open_ones.select_related("provider").first()
    contact = request.contacts.filter(pk=contact_id).first() if request else None
    return (request, contact) if request and contact else None
