"""What a page must cost at least: a bare view behind the same middleware that fetches the same rows."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from outsourcing.guards import ActorRequest, guarded
from outsourcing.urls import handler400, handler403, handler404, handler500
from outsourcing.urls import urlpatterns as pages

# Who asks is read by the middleware, in the bare view as in the page.
OF_THE_MIDDLEWARE = ("django_session", "accounts_user", "accounts_role", "usersessions")

same_rows: list[tuple[str, Any]] = []
same_length: list[int] = [0]


@guarded()
def bare(request: ActorRequest) -> HttpResponse:
    """Knows who asks, fetches the rows by plain SQL, and sends as many bytes."""
    request.actor.may  # noqa: B018 - reads the roles, as every page does
    with connection.cursor() as cursor:
        for sql, params in same_rows:
            cursor.execute(sql, params)
            cursor.fetchall()
    return HttpResponse(b"x" * same_length[0])


@guarded()
def empty(request: ActorRequest) -> HttpResponse:
    """The shell around every page, with nothing in it."""
    return render(request, "page.html", {})


def repeat(heard: Iterable[tuple[str, Any]], length: int) -> None:
    """Let the bare view fetch and send what a page fetched and sent."""
    same_rows[:] = [
        each for each in heard if not any(f'FROM "{name}' in each[0] for name in OF_THE_MIDDLEWARE)
    ]
    same_length[0] = length


urlpatterns = [path("floors/bare/", bare), path("floors/empty/", empty), *pages]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
