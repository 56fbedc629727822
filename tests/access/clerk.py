"""Somebody who holds every role and leads the project, so that only forms and queries stand in the way."""

from typing import cast

from django.http import HttpResponse
from django.test import Client

from outsourcing.accounts.matrix import Route, all_routes
from outsourcing.accounts.models import Role
from tests.access.forms import FORMS, Data, is_tried_here
from tests.access.world import Cast, address_of
from tests.people import signed_in

ROUTES = {route.name: route for route in all_routes()}
POSTED = [route for route in ROUTES.values() if "POST" in route.methods and is_tried_here(route.name)]


def clerk(people: Cast) -> Client:
    """A browser of the lead, who is everything else as well."""
    user = people.people["procurement_lead"]
    user.roles.set(Role.objects.all())
    return signed_in(user)


def send(client: Client, name: str, people: Cast, more: Data | None = None, **headers: str) -> HttpResponse:
    """Fill the form behind this address honestly, after what must have happened before, and add to it."""
    sent = FORMS[name]
    if sent.after:
        send(client, sent.after, people)
    data = {**sent.fields(people), **(more or {})}
    answer = client.post(address(name, people), data, query_params=sent.query(people), headers=headers)
    return cast(HttpResponse, answer)


def address(name: str, people: Cast) -> str:
    """Where the form stands; people are changed by others."""
    route: Route = ROUTES[name]
    objects = route.guard.of.objects if route.guard and route.guard.of else ""
    return address_of(route, "foreign" if objects == "person" else "own", people) or ""
