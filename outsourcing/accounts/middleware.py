"""Tells each request who acts."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from outsourcing.actors import Actor, ActorKind
from outsourcing.guards import ActorRequest

NOBODY = Actor(kind=ActorKind.USER, id="", name="", permissions=frozenset())


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
