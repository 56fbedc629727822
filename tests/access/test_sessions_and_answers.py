"""Sessions cannot be planted, redirects stay here, and every kind of answer carries its headers."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from outsourcing.actors import Actor
from tests.house.headers import assert_guarded_by_headers
from tests.people import PASSWORD, client_of, person, signed_in

pytestmark = pytest.mark.django_db

SESSION = settings.SESSION_COOKIE_NAME
EVIL = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
)


def sign_in(client: Client, **more: str) -> Any:
    user = person("evaluator", password=PASSWORD)
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, **more})


def test_a_session_from_before_signing_in_is_not_the_one_afterwards() -> None:
    victim = Client()
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["planted"] = "yes"
    store.save()
    victim.cookies[SESSION] = store.session_key

    assert sign_in(victim).status_code == 302

    assert victim.cookies[SESSION].value != store.session_key
    attacker = Client()
    attacker.cookies[SESSION] = store.session_key
    assert attacker.get("/profile/").status_code == 302
    assert not import_module(settings.SESSION_ENGINE).SessionStore().exists(store.session_key)


def test_a_made_up_session_key_is_never_adopted(client: Client) -> None:
    client.cookies[SESSION] = "a" * 32

    sign_in(client)

    assert client.cookies[SESSION].value not in {"", "a" * 32}


def test_the_token_against_forgery_is_another_after_signing_in(client: Client) -> None:
    person()
    client.get(reverse("account_login"))
    before = client.cookies["csrftoken"].value

    sign_in(client)

    assert client.cookies["csrftoken"].value != before


@pytest.mark.parametrize("target", EVIL)
@pytest.mark.parametrize("field", ["next", "back", "return_to", "url"])
def test_no_field_leads_out_of_the_house(field: str, target: str) -> None:
    for client, address in (
        (Client(), reverse("account_login")),
        (client_of("evaluator"), reverse("account_login")),
        (client_of("evaluator"), reverse("account_logout")),
        (Client(), "/projects/"),
    ):
        for answer in (
            client.get(address, {field: target}, headers={"referer": target}),
            client.post(address, {field: target}, headers={"referer": target}),
        ):
            place = answer.headers.get("Location", "/")
            assert place.startswith("/"), (address, place)
            assert not place.startswith(("//", "/\\")), (address, place)


def test_a_failure_of_ours_carries_the_headers_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_actor: Actor, _words: str) -> None:
        raise RuntimeError("the secret reason")

    client = signed_in(person("evaluator"))
    client.raise_request_exception = False
    monkeypatch.setattr("outsourcing.ui.registry._search_sources", [fail])

    answer = client.get("/search/?q=anything")

    assert answer.status_code == 500
    assert b"secret reason" not in answer.content
    assert_guarded_by_headers(answer)
    assert "no-store" in answer["Cache-Control"]


def test_an_unknown_host_is_refused_with_the_headers(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["parity.example.test"]

    answer = client.get("/account/login/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    assert_guarded_by_headers(answer)


@pytest.mark.parametrize("path", ["css/tokens.css", "js/shell.js", "js/no-such-file.js", "../manage.py"])
def test_static_files_carry_the_headers_too(path: str, settings: Any) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    answer = Client().get(f"/static/{path}")

    assert answer.status_code == (404 if ".." in path or "no-such" in path else 200)
    assert_guarded_by_headers(answer)


@pytest.mark.parametrize("address", ["/projects", "/projects/1", "/account/login"])
def test_addresses_without_their_slash_lead_nowhere_else(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, f"{address}/")
    assert_guarded_by_headers(answer)


def test_a_form_of_too_many_fields_is_refused_kindly() -> None:
    answer = client_of("procurement_lead").post(
        "/projects/new/", {f"field{number}": "x" for number in range(1_100)}
    )

    assert answer.status_code == 400
    assert_guarded_by_headers(answer)
