"""Tells each request who acts, notes when a session was last seen, and asks for second factors."""

from collections.abc import Callable
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from outsourcing.accounts import queries
from outsourcing.actors import Actor, ActorKind
from outsourcing.guards import ActorRequest, Guard

NOBODY = Actor(kind=ActorKind.USER, id="", name="", permissions=frozenset())
SEEN = "accounts_seen"
# Often enough to tell a session in use from a forgotten one, and no write for each click.
SEEN_EVERY_SECONDS = 5 * 60
# What somebody who still has to set up a second factor needs for doing that, or for leaving.
WITHOUT_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_reauthenticate",
    "prove_elsewhere",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add `request.actor`, read from the database only by those who ask for it."""

    def respond(request: HttpRequest) -> HttpResponse:
        cast(ActorRequest, request).actor = cast(Actor, SimpleLazyObject(lambda: _actor_of(request)))
        response = get_response(request)
        # Whoever carries a session may see what others may not: such pages stay out of every cache.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return respond


def _actor_of(request: HttpRequest) -> Actor:
    return request.user.as_actor() if request.user.is_authenticated else NOBODY


class LastSeenMiddleware:
    """Keeps the list of sessions true: device, address, and when each was last seen.

    Pages that are open to everybody are left out: some of them, such as `/healthz`, must answer while the
    database, which holds the sessions, does not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: Any) -> None:
        """Note it before the view, where a session was handed in; strangers cost no query."""
        guard: Guard | None = getattr(view, "guard", None)
        is_open = guard is not None and guard.public
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not is_open and request.user.is_authenticated:
            _note(request)


def _note(request: HttpRequest) -> None:
    now = timezone.now().timestamp()
    if now - request.session.get(SEEN, 0) < SEEN_EVERY_SECONDS:
        return
    request.session[SEEN] = now
    UserSession.objects.create_from_request(request)


class SecondFactorMiddleware:
    """Leads whoever needs a second factor and has none to setting it up, wherever they wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: Any
    ) -> HttpResponse | None:
        """Stop before the view, unless it is open to everybody or part of the way out."""
        guard: Guard | None = getattr(view, "guard", None)
        match = request.resolver_match
        if guard is None or guard.public or (match and match.view_name in WITHOUT_SECOND_FACTOR):
            return None
        if not request.user.is_authenticated or not _lacks_second_factor(request):
            return None
        if cast(ActorRequest, request).htmx:
            return HttpResponseClientRedirect(redirect("mfa_index").url)
        return redirect("mfa_index")


def _lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and queries.needs_second_factor(user) and not queries.has_second_factor(user)
