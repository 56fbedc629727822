"""Forms around signing in: a field that was planted changes nothing and leads nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from outsourcing.accounts import setup_code
from outsourcing.accounts.models import User
from outsourcing.accounts.tasks import send_links
from tests.access.clerk import ROUTES
from tests.access.contents import EVIL, contents, unasked_fields
from tests.access.forms import SIGNING_IN, is_tried_here
from tests.accounts.passkeys import passkey_of
from tests.accounts.test_second_factor import after_password, code_of, with_app
from tests.accounts.test_sign_in import link_in
from tests.people import PASSWORD, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet", "_own_data_folder")]

CHOSEN = "another long enough password"
# What only a device or the company's sign-in can send; tried in tests/accounts, in a real browser.
BY_DEVICE = {
    "mfa_add_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "single_sign_on",
}


@dataclass(frozen=True)
class Filled:
    """A form as somebody sends it."""

    client: Client
    address: str
    fields: Mapping[str, object]


@pytest.fixture
def _own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path / "data"


@pytest.fixture
def marieke() -> User:
    """A lead; an administrator is there as well."""
    person("administrator")
    return person("procurement_lead", email="marieke@example.test", password=PASSWORD)


def _welcome(_marieke: User) -> Filled:
    User.objects.all().delete()
    data = {"code": setup_code.issue(), "name": "Anna Vos", "email": "anna@example.test"}
    return Filled(Client(), "/welcome/", {**data, "password": PASSWORD, "again": PASSWORD})


def _reset_factor(marieke: User) -> Filled:
    with_app(marieke)
    petra = User.objects.get(roles__key="administrator")
    return Filled(signed_in(petra), f"/people/{marieke.pk}/second-factor/", {})


def _end_session(marieke: User) -> Filled:
    client, elsewhere = signed_in(marieke), signed_in(marieke)
    key = elsewhere.session.session_key
    row = UserSession.objects.create(user=marieke, session_key=key, ip="192.0.2.1")
    return Filled(client, f"/profile/sessions/{row.pk}/end/", {})


def _sign_in(marieke: User) -> Filled:
    return Filled(Client(), reverse("account_login"), {"login": marieke.email, "password": PASSWORD})


def _give_code(marieke: User) -> Filled:
    secret = with_app(marieke)
    return Filled(after_password(marieke), reverse("mfa_authenticate"), {"code": code_of(secret)})


def _choose_password(marieke: User) -> Filled:
    mail.outbox.clear()
    client = Client()
    client.post(reverse("account_reset_password"), {"email": marieke.email})
    send_links("")
    place = client.get(link_in(str(mail.outbox[-1].body)))["Location"]
    return Filled(client, place, {"password1": CHOSEN, "password2": CHOSEN})


def _change_password(marieke: User) -> Filled:
    fields = {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN}
    return Filled(signed_in(marieke), reverse("account_change_password"), fields)


def _prove_by_code(marieke: User) -> Filled:
    secret = with_app(marieke)
    return Filled(signed_in(marieke), reverse("mfa_reauthenticate"), {"code": code_of(secret)})


def _set_up_app(marieke: User) -> Filled:
    client, address = signed_in(marieke), reverse("mfa_activate_totp")
    secret = client.get(address).context["form"].secret
    return Filled(client, address, {"code": code_of(secret)})


def _with_app(name: str) -> Callable[[User], Filled]:
    def fill(marieke: User) -> Filled:
        with_app(marieke)
        return Filled(signed_in(marieke), reverse(name), {})

    return fill


def _of_passkey(route: str, **fields: str) -> Callable[[User], Filled]:
    def fill(marieke: User) -> Filled:
        key = passkey_of(marieke)
        return Filled(signed_in(marieke), reverse(route, args=[key.pk]), fields)

    return fill


def _plain(route: str, **fields: str) -> Callable[[User], Filled]:
    return lambda marieke: Filled(signed_in(marieke), reverse(route), fields)


FORMS: Mapping[str, Callable[[User], Filled]] = {
    "accounts:welcome": _welcome,
    "accounts:reset_factor": _reset_factor,
    "accounts:end_session": _end_session,
    "accounts:end_other_sessions": _plain("accounts:end_other_sessions"),
    "account_login": _sign_in,
    "account_logout": _plain("account_logout"),
    "account_change_password": _change_password,
    "account_reset_password": lambda marieke: Filled(
        Client(), reverse("account_reset_password"), {"email": marieke.email}
    ),
    "account_reset_password_from_key": _choose_password,
    "account_reauthenticate": _plain("account_reauthenticate", password=PASSWORD),
    "mfa_authenticate": _give_code,
    "mfa_reauthenticate": _prove_by_code,
    "mfa_activate_totp": _set_up_app,
    "mfa_deactivate_totp": _with_app("mfa_deactivate_totp"),
    "mfa_generate_recovery_codes": _with_app("mfa_generate_recovery_codes"),
    "mfa_edit_webauthn": _of_passkey("mfa_edit_webauthn", name="Telephone"),
    "mfa_remove_webauthn": _of_passkey("mfa_remove_webauthn"),
}


def stored() -> tuple[object, ...]:
    """What the database says: our tables, roles, factors, sessions, and who has which password."""
    return (
        contents(),
        sorted(User.roles.through.objects.values_list("user__email", "role__key")),
        sorted(Authenticator.objects.values_list("user__email", "type")),
        sorted(UserSession.objects.values_list("user__email", flat=True)),
        sorted((user.email, user.check_password(PASSWORD)) for user in User.objects.all()),
        [message.to for message in mail.outbox],
    )


def outcome(fill: Callable[[User], Filled], marieke: User, *, plant: bool) -> tuple[HttpResponse, object]:
    """The answer and what is stored afterwards; then undone."""
    cache.clear()
    mail.outbox.clear()
    with transaction.atomic():
        filled = fill(User.objects.get(pk=marieke.pk))
        more = unasked_fields(filled.fields) if plant else {}
        answer: Any = filled.client.post(filled.address, {**filled.fields, **more})
        after = stored()
        transaction.set_rollback(True)
    return answer, after


def test_every_form_of_accounts_is_tried() -> None:
    posted = {name for name, route in ROUTES.items() if "POST" in route.methods and not is_tried_here(name)}
    of_accounts = {name for name in posted if name.startswith((*SIGNING_IN, "accounts:"))}

    assert of_accounts == {*FORMS, *BY_DEVICE}


@pytest.mark.parametrize("name", FORMS)
def test_a_field_that_was_not_asked_for_changes_nothing(name: str, marieke: User) -> None:
    honest, kept = outcome(FORMS[name], marieke, plant=False)
    planted, as_kept = outcome(FORMS[name], marieke, plant=True)

    assert honest.status_code == 302, "filled honestly, the form was refused"
    assert planted.status_code == honest.status_code
    assert as_kept == kept
    assert EVIL not in planted.headers.get("Location", "")
