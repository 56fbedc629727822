"""Every address says who may enter, and means it."""

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.house.routes import Route, all_routes, example
from tests.people import htmx, person, signed_in

ROUTES = all_routes()
GUARDED = [route for route in ROUTES if route.guard and not route.guard.public]
WITH_PERMISSION = [route for route in GUARDED if route.guard and route.guard.permission]

# Open to strangers on purpose; a new one is added here after thinking about it.
PUBLIC = {
    "assessments:calendar",
    "healthz",
    "readyz",
    "metrics",
    "accounts:welcome",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "single_sign_on",
    "single_sign_on_back",
    "portal:door",
    "portal:code",
    "portal:link",
    "portal:invitation",
}


def ask(client: Client, route: Route, headers: dict[str, str] | None = None) -> HttpResponseBase:
    """Ask with GET, and with POST where the address takes nothing else."""
    address = example(route)
    answer = client.get(address, headers=headers)
    return client.post(address, headers=headers) if answer.status_code == 405 else answer


def test_every_address_says_who_may_enter_how_and_to_what() -> None:
    assert {route.name: route.gap for route in ROUTES if route.gap} == {}


def test_strangers_reach_exactly_the_listed_pages() -> None:
    assert {route.name for route in ROUTES if route.guard and route.guard.public} == PUBLIC


def test_every_address_has_a_name_of_its_own() -> None:
    names = [route.name for route in ROUTES]

    assert sorted(names) == sorted(set(names))


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_strangers_are_asked_to_sign_in(route: Route, client: Client) -> None:
    answer = ask(client, route)

    assert answer.status_code == 302
    if route.guard and route.guard.contacts:
        assert answer["Location"] == reverse("portal:door")
    else:
        assert answer["Location"].startswith(f"{reverse('account_login')}?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_a_part_of_a_page_tells_strangers_that_they_are_signed_out(route: Route, client: Client) -> None:
    assert ask(client, route, headers=htmx()).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("route", WITH_PERMISSION, ids=lambda route: route.name)
def test_people_without_the_permission_are_kept_out(route: Route) -> None:
    assert ask(signed_in(person()), route).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_a_person_without_any_role_breaks_nothing(route: Route) -> None:
    assert ask(signed_in(person()), route).status_code in {200, 302, 400, 403, 404, 405, 409, 422}
