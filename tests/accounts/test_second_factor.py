"""A second factor: setting it up, signing in with it, losing it, and roles that need one."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from outsourcing.accounts.actions import require_second_factor
from outsourcing.accounts.models import Role, User
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.people import PASSWORD, client_of, htmx, person, prove, roles, signed_in

LOGIN = "/account/login/"
INDEX = "/account/second-factor/"
HERE = "192.0.2.1"
ELSEWHERE = "198.51.100.7"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guesses_before() -> None:
    cache.clear()


@pytest.fixture
def marieke() -> User:
    return person("procurement_lead", email="marieke@example.test", password=PASSWORD)


def code_of(secret: str, *, step: int = 0) -> str:
    """The code of the present half minute; `step=-1` the one before."""
    counter = next(auth.yield_hotp_counters_from_time()) + step
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def wrong(secret: str) -> str:
    return f"{(int(code_of(secret)) + 1) % 1_000_000:06}"


def with_app(user: User) -> str:
    """Give the person an app, and say its secret."""
    secret: str = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret


def after_password(user: User, *, address: str = HERE) -> Client:
    """Somebody who knows the password and stands before the second factor."""
    client = Client(REMOTE_ADDR=address)
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    return client


def give_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def needed_by(key: str) -> Role:
    return require_second_factor(by=SYSTEM, role=roles(key)[0], required=True)


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_shows_recovery_codes_and_is_told_in_the_trail(marieke: User) -> None:
    client = signed_in(marieke)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(answer["Location"]).context["unused_codes"]
    assert (len(codes), {len(code) for code in codes}) == (10, {8})
    assert actions() == ["user.second_factor_added"]
    saved = client.get(reverse("mfa_download_recovery_codes"))
    assert saved["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert codes[0] in saved.content.decode()


def test_a_wrong_first_code_sets_nothing_up(marieke: User) -> None:
    client = signed_in(marieke)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    answer = client.post(reverse("mfa_activate_totp"), {"code": wrong(secret)})

    assert b"not right" in answer.content
    assert not Authenticator.objects.exists()


def test_secrets_lie_encrypted(marieke: User) -> None:
    secret = with_app(marieke)

    assert secret not in str(Authenticator.objects.get().data)


def test_secrets_survive_a_new_secret_key_while_the_old_one_is_kept(marieke: User, settings: Any) -> None:
    secret = with_app(marieke)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, and long enough to be one"

    assert give_code(after_password(marieke), code_of(secret)).status_code == 302


def test_under_a_lost_secret_key_no_code_opens(marieke: User, settings: Any) -> None:
    secret = with_app(marieke)
    settings.SECRET_KEY = "another key, and long enough to be one"

    assert give_code(after_password(marieke), code_of(secret)).status_code == 200


def test_the_password_alone_opens_nothing(marieke: User) -> None:
    with_app(marieke)
    client = after_password(marieke)

    assert client.get("/profile/").status_code == 302
    assert client.get(INDEX)["Location"].startswith(LOGIN)
    assert actions() == []


def test_the_right_code_signs_in_once(marieke: User) -> None:
    secret = with_app(marieke)
    code = code_of(secret)

    assert give_code(after_password(marieke), code)["Location"] == "/"
    assert give_code(after_password(marieke), code).status_code == 200
    assert actions() == ["user.signed_in"]


def test_an_old_code_does_not_open(marieke: User) -> None:
    secret = with_app(marieke)

    assert give_code(after_password(marieke), code_of(secret, step=-2)).status_code == 200


def test_a_recovery_code_signs_in_once_and_is_told(marieke: User) -> None:
    with_app(marieke)
    client = signed_in(marieke)
    client.post(reverse("mfa_generate_recovery_codes"))
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]

    assert give_code(after_password(marieke), code).status_code == 302
    assert give_code(after_password(marieke), code).status_code == 200
    assert "user.recovery_code_used" in actions()


def test_the_sixth_wrong_code_rests_the_account_for_that_network_only(marieke: User) -> None:
    secret = with_app(marieke)
    client = after_password(marieke)

    answers = [give_code(client, wrong(secret)) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 429]
    assert b"15 minutes" in answers[-1].content
    assert give_code(client, code_of(secret)).status_code == 429
    assert give_code(after_password(marieke, address=ELSEWHERE), code_of(secret)).status_code == 302


def test_guessing_from_many_networks_is_stopped_too(marieke: User) -> None:
    secret = with_app(marieke)
    for number in range(20):
        give_code(after_password(marieke, address=f"203.0.113.{number}"), wrong(secret))

    answer = give_code(after_password(marieke, address=ELSEWHERE), code_of(secret))

    assert b"Wait an hour" in answer.content
    assert Client().post(LOGIN, {"login": marieke.email, "password": PASSWORD}).status_code == 302


def test_no_code_is_kept_of_a_failure(marieke: User) -> None:
    secret = with_app(marieke)
    give_code(after_password(marieke), wrong(secret))

    assert wrong(secret) not in AccessAttempt.objects.get().post_data


@pytest.mark.parametrize("path", ["/", "/profile/", "/providers/", "/account/password/change/"])
def test_whoever_needs_a_second_factor_is_led_to_it(path: str) -> None:
    needed_by("procurement_lead")
    client = client_of("procurement_lead")

    assert client.get(path)["Location"] == INDEX
    assert client.get(path, headers=htmx())["HX-Redirect"] == INDEX
    assert b"everything else waits" in client.get(INDEX).content


def test_leaving_and_setting_up_stay_open_to_them(marieke: User) -> None:
    needed_by("procurement_lead")
    client = signed_in(marieke)

    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_with_one_set_up_everything_is_open(marieke: User) -> None:
    needed_by("procurement_lead")
    with_app(marieke)

    assert signed_in(marieke).get("/profile/").status_code == 200


def test_others_are_not_asked() -> None:
    needed_by("administrator")

    assert client_of("procurement_lead").get("/profile/").status_code == 200


def test_the_last_one_stays_while_a_role_needs_it(marieke: User) -> None:
    needed_by("procurement_lead")
    with_app(marieke)

    answer = signed_in(marieke).post(reverse("mfa_deactivate_totp"))

    assert b"your last one" in answer.content
    assert Authenticator.objects.filter(user=marieke).count() == 1


def test_removing_it_is_free_where_no_role_needs_it(marieke: User) -> None:
    with_app(marieke)

    answer = signed_in(marieke).post(reverse("mfa_deactivate_totp"))

    assert answer["Location"] == INDEX
    assert not Authenticator.objects.exists()
    assert actions() == ["user.second_factor_removed"]


def test_an_administrator_sets_the_rule_of_a_role() -> None:
    client = client_of("administrator")
    role = roles("executive")[0]

    client.post(f"/people/rules/{role.pk}/", {"required": "yes"})
    client.post(f"/people/rules/{role.pk}/", {"required": "yes"})

    role.refresh_from_db()
    assert role.needs_second_factor
    event = AuditEvent.objects.get()
    assert (event.action, event.digest) == ("role.second_factor_changed", {"required": 1})


def test_an_administrator_takes_a_lost_factor_off_and_ends_the_sessions(marieke: User) -> None:
    with_app(marieke)
    hers = signed_in(marieke)
    administrator = client_of("administrator")

    administrator.post(f"/people/{marieke.pk}/second-factor/")

    assert hers.get("/profile/").status_code == 302
    assert Client().post(LOGIN, {"login": marieke.email, "password": PASSWORD})["Location"] == "/"
    assert actions()[0] == "user.second_factor_reset"


def test_nobody_else_takes_it_off(marieke: User) -> None:
    with_app(marieke)

    assert client_of("auditor").post(f"/people/{marieke.pk}/second-factor/").status_code == 403
    assert Authenticator.objects.count() == 1


def test_setting_up_asks_for_a_fresh_proof(marieke: User) -> None:
    client = signed_in(marieke)
    prove(client, marieke, seconds_ago=601)

    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith("/account/proof/?next=")


def test_passkeys_of_others_do_not_exist(marieke: User) -> None:
    other = Authenticator.objects.create(
        user=person(), type=Authenticator.Type.WEBAUTHN, data={"name": "theirs", "credential": {}}
    )
    client = signed_in(marieke)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
        assert client.post(reverse(name, args=[other.pk]), {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "theirs"


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"response": {"userHandle": "AA"}}']
)
def test_a_made_up_passkey_signs_nobody_in(client: Client, marieke: User, credential: str) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert answer.status_code in {200, 302}
    assert client.get("/profile/").status_code == 302
