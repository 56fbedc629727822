"""Tells each request who acts."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
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
        return get_response(request)

    return respond


def _actor_of(request: HttpRequest) -> Actor:
    return request.user.as_actor() if request.user.is_authenticated else NOBODY
