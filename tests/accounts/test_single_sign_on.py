"""The company's own sign-in: whom it lets in, and every answer that must not be believed."""

import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from outsourcing.accounts.models import User, UserState
from outsourcing.audit.models import AuditEvent
from tests.accounts.issuer import CLIENT, Issuer, new_key, running_issuer
from tests.accounts.test_second_factor import with_app
from tests.people import PASSWORD, person, prove, roles

BEGIN = "/account/single-sign-on/"
BACK = "/account/single-sign-on/back/"
ADDRESS = "marieke@example.test"
# Longer than any run: what lies ahead when the tests are gathered still does when one begins.
DAY = 86_400

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    with running_issuer() as issuer:
        settings.OIDC_ISSUER = issuer.url
        settings.OIDC_CLIENT_ID = CLIENT
        settings.OIDC_CLIENT_SECRET = "the client's secret"
        settings.OIDC_NAME = "Company account"
        issuer.claims = {"email": ADDRESS, "email_verified": True, "name": "Marieke Kuiper"}
        yield issuer


@pytest.fixture
def marieke() -> User:
    return person("evaluator", email=ADDRESS, password=PASSWORD)


def sent_to(client: Client, **data: str) -> dict[str, str]:
    """What a visitor takes along to the issuer."""
    page = client.post(BEGIN, data)
    address = unescape(page.context["address"])
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def come_back(client: Client, state: str, **query: str) -> Any:
    return client.get(BACK, {"state": state, "code": "from the issuer", **query})


def signing_in(client: Client, **data: str) -> Any:
    return come_back(client, sent_to(client, **data)["state"])


def is_in(client: Client) -> bool:
    return client.get("/profile/").status_code == 200


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_without_an_issuer_nothing_of_it_is_there(client: Client) -> None:
    person()

    assert b"single-sign-on" not in client.get("/account/login/").content
    assert client.post(BEGIN).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_button_appears_with_the_issuers_name(client: Client, issuer: Issuer) -> None:
    person()

    assert b"Sign in with Company account" in client.get("/account/login/").content


def test_a_known_person_is_signed_in_and_linked(client: Client, issuer: Issuer, marieke: User) -> None:
    answer = signing_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    assert actions() == ["user.single_sign_on_linked", "user.signed_in"]
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.extra_data) == (issuer.url, "person-1", {})
    assert not SocialToken.objects.exists()
    marieke.refresh_from_db()
    assert marieke.check_password(PASSWORD)


def test_the_request_names_our_address_and_carries_a_challenge(
    client: Client, issuer: Issuer, settings: Any
) -> None:
    settings.BASE_URL = "https://parity.example.test"

    taken = sent_to(client)

    assert taken["redirect_uri"] == f"https://parity.example.test{BACK}"
    assert (taken["client_id"], taken["response_type"]) == (CLIENT, "code")
    assert taken["code_challenge_method"] == "S256"
    assert set(taken["scope"].split()) == {"openid", "profile", "email"}
    come_back(client, taken["state"])
    assert len(issuer.asked[0]["code_verifier"][0]) >= 43


def test_later_the_identity_counts_and_not_the_address(client: Client, issuer: Issuer, marieke: User) -> None:
    signing_in(client)
    issuer.claims = {"email": "married@example.test", "email_verified": True}

    other = Client()
    signing_in(other)

    assert is_in(other)


def test_capitals_in_the_address_do_not_matter(client: Client, issuer: Issuer, marieke: User) -> None:
    issuer.claims["email"] = "Marieke@Example.test"

    signing_in(client)

    assert is_in(client)


def test_it_leads_on_inside_this_house_only(client: Client, issuer: Issuer, marieke: User) -> None:
    assert signing_in(client, next="/profile/")["Location"] == "/profile/"
    assert signing_in(Client(), next="https://evil.example/")["Location"] == "/"


def test_a_second_factor_is_asked_for_here_too(client: Client, issuer: Issuer, marieke: User) -> None:
    with_app(marieke)

    assert signing_in(client)["Location"] == "/account/login/code/"
    assert not is_in(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-product"},
        {"aud": [CLIENT, "another-product"], "azp": "another-product"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": int(time.time()) - 60},
        {"iat": int(time.time()) + DAY},
        {"nbf": int(time.time()) + DAY},
        {"sub": None},
        {"sub": "somebody-else-than-userinfo-says"},
    ],
    ids="-".join,
)
def test_an_answer_that_breaks_a_promise_signs_nobody_in(
    client: Client, issuer: Issuer, marieke: User, changes: dict[str, Any]
) -> None:
    issuer.token = issuer.signed(**changes)

    answer = signing_in(client)

    assert (answer.status_code, b"could not be trusted" in answer.content) == (403, True)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_foreign_signature_signs_nobody_in(client: Client, issuer: Issuer, marieke: User) -> None:
    issuer.token = issuer.signed(key=new_key())

    assert signing_in(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_signature_without_a_key_pair_signs_nobody_in(
    client: Client, issuer: Issuer, marieke: User, algorithm: str
) -> None:
    claims = jwt.decode(issuer.signed(), options={"verify_signature": False})
    key = "" if algorithm == "none" else "the client's secret" * 3
    issuer.token = jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "first"})

    assert signing_in(client).status_code == 403


@pytest.mark.parametrize("token", ["", "not a token", "a.b.c"])
def test_no_token_signs_nobody_in(client: Client, issuer: Issuer, marieke: User, token: str) -> None:
    issuer.token = token

    assert signing_in(client).status_code == 403


@pytest.mark.parametrize("verified", [False, None, "false", "no", 0])
def test_an_address_that_is_not_vouched_for_signs_nobody_in(
    client: Client, issuer: Issuer, marieke: User, verified: object
) -> None:
    issuer.claims["email_verified"] = verified

    answer = signing_in(client)

    assert (answer.status_code, b"does not vouch" in answer.content) == (403, True)
    assert not is_in(client)


def test_userinfo_cannot_vouch_for_another_address(client: Client, issuer: Issuer, marieke: User) -> None:
    issuer.claims = {"email": ADDRESS, "email_verified": False}
    issuer.userinfo = {"email": "mine@example.test", "email_verified": True}

    assert signing_in(client).status_code == 403


def test_a_state_works_once(client: Client, issuer: Issuer, marieke: User) -> None:
    state = sent_to(client)["state"]
    come_back(client, state)
    client.post("/account/logout/")

    assert come_back(client, state).status_code == 403
    assert not is_in(client)


def test_a_state_of_another_browser_does_not_work(client: Client, issuer: Issuer, marieke: User) -> None:
    state = sent_to(Client())["state"]

    assert come_back(client, state).status_code == 403
    assert not is_in(client)


def test_cancelling_is_said_kindly(client: Client, issuer: Issuer) -> None:
    state = sent_to(client)["state"]

    answer = client.get(BACK, {"state": state, "error": "access_denied"})

    assert (answer.status_code, b"You cancelled it" in answer.content) == (403, True)


def test_another_issuer_under_the_address_is_refused(client: Client, issuer: Issuer) -> None:
    issuer.published = {"issuer": "https://other.example"}

    answer = client.post(BEGIN)

    assert (answer.status_code, b"cannot be reached" in answer.content) == (503, True)


def test_an_issuer_that_is_away_is_said_to_be(client: Client, issuer: Issuer, settings: Any) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:1"

    assert client.post(BEGIN).status_code == 503


def test_strangers_are_refused(client: Client, issuer: Issuer) -> None:
    answer = signing_in(client)

    assert (answer.status_code, b"Nobody with this e-mail address was invited" in answer.content) == (
        403,
        True,
    )
    assert not User.objects.exists()


def test_strangers_are_let_in_where_that_is_wanted(client: Client, issuer: Issuer, settings: Any) -> None:
    settings.OIDC_CREATE_PEOPLE = True

    signing_in(client)

    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (ADDRESS, "Marieke Kuiper", False)
    assert not user.roles.exists()
    assert user.state == UserState.ACTIVE
    assert actions() == ["user.single_sign_on_created", "user.single_sign_on_linked", "user.signed_in"]


def test_a_deactivated_person_stays_out(client: Client, issuer: Issuer, marieke: User) -> None:
    User.objects.update(is_active=False)

    assert signing_in(client)["Location"] == "/account/inactive/"
    assert not SocialAccount.objects.exists()


def test_nobody_connects_an_identity_to_an_account_by_themselves(
    client: Client, issuer: Issuer, marieke: User
) -> None:
    assert signing_in(client, process="connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_groups_give_and_take_roles_and_leave_others(
    client: Client, issuer: Issuer, marieke: User, settings: Any
) -> None:
    settings.OIDC_ROLES_CLAIM = "realm_access.roles"
    settings.OIDC_ROLES = {"buyers": "procurement_lead", "board": "executive"}
    marieke.roles.add(*roles("executive"))
    issuer.claims["realm_access"] = {"roles": ["buyers", "unknown"]}

    signing_in(client)
    signing_in(Client())

    assert {role.key for role in marieke.roles.all()} == {"evaluator", "procurement_lead"}
    [event] = AuditEvent.objects.filter(action="user.roles_claimed")
    assert event.digest == {"roles": "evaluator, procurement_lead"}


@pytest.mark.parametrize("said", [{}, {"groups": None}, {"groups": {"buyers": True}}])
def test_silence_about_groups_changes_nothing(
    client: Client, issuer: Issuer, marieke: User, settings: Any, said: dict[str, Any]
) -> None:
    settings.OIDC_ROLES_CLAIM = "groups"
    settings.OIDC_ROLES = {"all": "evaluator"}
    issuer.claims.update(said)

    signing_in(client)

    assert {role.key for role in marieke.roles.all()} == {"evaluator"}


def test_the_last_administrator_keeps_the_role(client: Client, issuer: Issuer, settings: Any) -> None:
    settings.OIDC_ROLES_CLAIM = "groups"
    settings.OIDC_ROLES = {"admins": "administrator"}
    last = person("administrator", email=ADDRESS, password=PASSWORD)
    issuer.claims["groups"] = []

    signing_in(client)

    assert is_in(client)
    assert {role.key for role in last.roles.all()} == {"administrator"}


def test_whoever_has_only_this_proves_again_with_it_and_goes_on(
    client: Client, issuer: Issuer, settings: Any
) -> None:
    anna = person("administrator", email=ADDRESS)
    signing_in(client)
    prove(client, anna, seconds_ago=601)
    invitation = {"name": "Bo", "email": "bo@example.test", "roles": [roles("administrator")[0].pk]}

    asked = client.post("/people/invite/", invitation)
    page = client.get(asked["Location"])
    back = come_back(client, sent_to(client, process="redirect", next=page.context["back"])["state"])
    client.get(back["Location"])

    assert User.objects.filter(email="bo@example.test").exists()


def test_an_old_proof_at_the_issuer_is_none(client: Client, issuer: Issuer) -> None:
    anna = person("administrator", email=ADDRESS)
    signing_in(client)
    prove(client, anna, seconds_ago=601)
    issuer.claims["auth_time"] = int(time.time()) - 3600

    state = sent_to(client, process="redirect", next="/account/proof/elsewhere/")["state"]

    assert come_back(client, state).status_code == 403


def test_somebody_elses_identity_is_no_proof(client: Client, issuer: Issuer) -> None:
    person("administrator", email=ADDRESS)
    signing_in(client)
    issuer.claims["sub"] = "person-2"

    state = sent_to(client, process="redirect", next="/account/proof/elsewhere/")["state"]

    assert come_back(client, state).status_code == 403
