"""Sessions of contacts: begun anew, ended when idle or when access ends, and never beside a staff session."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from outsourcing.accounts.throttling import address_of
from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest
from providers.models import Contact
from providers.queries import present_contact

KEY = "portal_contact"
# Often enough for an idle limit of hours, and no write for each click.
SEEN_EVERY_SECONDS = 60


class ContactRequest(ActorRequest):
    """A request of a contact; the guard of the portal insists on it."""

    contact: Contact


def contact_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let a contact's session act as that contact, read from the database only by those who ask."""

    def respond(request: HttpRequest) -> HttpResponse:
        known = cast(ContactRequest, request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            otherwise = known.actor
            known.actor = cast(Actor, SimpleLazyObject(lambda: _actor_of(known, otherwise)))
        return get_response(request)

    return respond


def begin(request: HttpRequest, contact: Contact, now: datetime) -> None:
    """Sign whoever was here out, and the contact in, under a new session key."""
    request.session.flush()
    request.session[KEY] = {"pk": contact.pk, "access": contact.access_number, "seen": now.timestamp()}
    rotate_token(request)


def end(request: HttpRequest) -> None:
    """Nothing of the session stays."""
    request.session.flush()


def contact_of(request: HttpRequest) -> Contact | None:
    """The contact who is here; a session that idled or lost its access ends."""
    kept = request.session.get(KEY)
    if kept is None or request.user.is_authenticated:
        return None
    now = timezone.now().timestamp()
    is_idle = now - kept["seen"] > settings.PORTAL_IDLE.total_seconds()
    contact = None if is_idle else present_contact(kept["pk"], kept["access"])
    if contact is None:
        request.session.flush()
    elif now - kept["seen"] > SEEN_EVERY_SECONDS:
        request.session[KEY] = {**kept, "seen": now}
    return contact


def network_of(request: HttpRequest) -> str:
    """Where the visitor comes from, as throttles count it."""
    return address_of(request) or ""


def _actor_of(request: ContactRequest, otherwise: Actor) -> Actor:
    contact = contact_of(request)
    if contact is None:
        return otherwise
    request.contact = contact
    return contact.as_actor()


def _forget_contact(request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        request.session.pop(KEY, None)


def connect() -> None:
    """Whoever signs in as one of the house stops being a contact; called once, from `apps.ready`."""
    user_logged_in.connect(_forget_contact, dispatch_uid="providers.forget_contact")
