"""Proof again before what weighs much: asked when the last is older than ten minutes, and nothing is lost."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from outsourcing.accounts.models import User
from outsourcing.audit.models import AuditEvent
from tests.accounts.test_second_factor import code_of, with_app
from tests.people import PASSWORD, htmx, person, prove, roles, signed_in

PROOF = "/account/proof/"
LONG_AGO = 601

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guesses_before() -> None:
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person("administrator", name="Anna Vos", password=PASSWORD)


@pytest.fixture
def client(anna: User) -> Client:
    """An administrator who signed in a while ago."""
    client = signed_in(anna)
    prove(client, anna, seconds_ago=LONG_AGO)
    return client


def invitation(*keys: str) -> dict[str, object]:
    return {
        "name": "Bo Lind",
        "email": "bo@example.test",
        "roles": [role.pk for role in roles(*keys)],
    }


def test_changing_roles_asks_and_then_saves_what_was_typed(client: Client) -> None:
    bo = person("evaluator", name="Bo Lind")
    typed = {"name": "Bo Lindqvist", "roles": [role.pk for role in roles("executive", "auditor")]}

    asked = client.post(f"/people/{bo.pk}/", typed)
    assert asked["Location"] == f"{PROOF}?next=%2Fpeople%2F{bo.pk}%2F"
    assert list(bo.roles.values_list("key", flat=True)) == ["evaluator"]
    done = client.post(asked["Location"], {"password": PASSWORD})

    bo.refresh_from_db()
    assert (done.status_code, done["Location"]) == (302, f"/people/{bo.pk}/")
    assert (bo.name, {role.key for role in bo.roles.all()}) == ("Bo Lindqvist", {"executive", "auditor"})


def test_a_name_alone_is_changed_without_asking(client: Client) -> None:
    bo = person("evaluator")

    answer = client.post(f"/people/{bo.pk}/", {"name": "Bo", "roles": [role.pk for role in bo.roles.all()]})

    assert answer["Location"] == f"/people/{bo.pk}/"


def test_inviting_an_administrator_asks_and_then_invites(client: Client) -> None:
    asked = client.post("/people/invite/", invitation("administrator"))
    assert asked["Location"].startswith(PROOF)
    assert not User.objects.filter(email="bo@example.test").exists()

    done = client.post(asked["Location"], {"password": PASSWORD})

    assert done.status_code == 200
    assert User.objects.get(email="bo@example.test").name == "Bo Lind"


def test_inviting_anybody_else_does_not(client: Client) -> None:
    assert client.post("/people/invite/", invitation("evaluator")).status_code == 200


def test_a_wrong_password_does_nothing_and_keeps_what_was_typed(client: Client) -> None:
    asked = client.post("/people/invite/", invitation("administrator"))

    refused = client.post(asked["Location"], {"password": "not the password"})
    assert b"not your password" in refused.content
    assert not User.objects.filter(email="bo@example.test").exists()

    client.post(asked["Location"], {"password": PASSWORD})
    assert User.objects.filter(email="bo@example.test").exists()


def test_guessing_the_password_here_is_throttled_as_at_sign_in(client: Client) -> None:
    answers = [client.post(PROOF, {"password": f"wrong {number}"}).status_code for number in range(6)]

    assert answers == [200, 200, 200, 200, 200, 429]


def test_a_code_does_as_well(client: Client, anna: User) -> None:
    secret = with_app(anna)
    asked = client.post("/people/invite/", invitation("administrator"))
    way = asked["Location"].replace(PROOF, f"{PROOF}code/")

    client.post(way, {"code": code_of(secret)})

    assert User.objects.filter(email="bo@example.test").exists()


def test_after_a_proof_nobody_asks_for_ten_minutes(client: Client, anna: User) -> None:
    client.post(PROOF, {"password": PASSWORD})

    assert client.post("/people/invite/", invitation("administrator")).status_code == 200
    prove(client, anna, seconds_ago=599)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_signing_in_is_a_proof(anna: User) -> None:
    client = Client()
    client.post("/account/login/", {"login": anna.email, "password": PASSWORD})

    assert client.post("/people/invite/", invitation("administrator")).status_code == 200


def test_something_left_behind_is_not_done_later_by_surprise(client: Client) -> None:
    client.post("/people/invite/", invitation("administrator"))

    asked = client.get(reverse("mfa_activate_totp"))
    client.post(asked["Location"], {"password": PASSWORD})

    assert not User.objects.filter(email="bo@example.test").exists()


def test_a_proof_leads_only_to_this_house(client: Client) -> None:
    answer = client.post(f"{PROOF}?next=https://evil.example/", {"password": PASSWORD})

    assert answer["Location"] == "/"


def test_a_link_and_a_reset_ask_too(client: Client) -> None:
    bo = person("evaluator")

    for path in (f"/people/{bo.pk}/link/", f"/people/{bo.pk}/second-factor/"):
        assert client.post(path)["Location"].startswith(PROOF)
    assert not AuditEvent.objects.exists()


def test_a_part_of_a_page_leads_the_whole_page_to_the_proof(client: Client) -> None:
    part = {**htmx(), "HX-Current-URL": "http://testserver/people/invite/"}

    answer = client.post("/people/invite/", invitation("administrator"), headers=part)

    assert answer["HX-Redirect"] == f"{PROOF}?next=%2Fpeople%2Finvite%2F"


def test_whoever_cannot_prove_anything_is_kept_out(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(password="!")
    anna.refresh_from_db()
    client = signed_in(anna)
    prove(client, anna, seconds_ago=LONG_AGO)

    assert client.post("/people/invite/", invitation("administrator")).status_code == 403
