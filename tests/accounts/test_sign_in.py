"""Signing in and out: by e-mail, throttled, telling strangers nothing, redirecting nowhere else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outsourcing.accounts.models import User
from outsourcing.accounts.tasks import send_links
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork, WorkState
from tests.people import PASSWORD, person

LOGIN = "/account/login/"
WRONG = "not the password"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_floods_before() -> None:
    cache.clear()


@pytest.fixture
def marieke() -> User:
    return person("procurement_lead", name="Marieke Kuiper", email="marieke@example.test", password=PASSWORD)


def try_to_sign_in(
    client: Client, email: str, password: str, *, address: str = "192.0.2.1", **data: str
) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **data}, REMOTE_ADDR=address)


def test_the_right_password_leads_home(client: Client, marieke: User) -> None:
    answer = try_to_sign_in(client, marieke.email, PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, reverse("ui:home"))
    assert AuditEvent.objects.get().action == "user.signed_in"


def test_the_address_may_be_written_in_capitals(client: Client, marieke: User) -> None:
    assert try_to_sign_in(client, " Marieke@EXAMPLE.test", PASSWORD).status_code == 302


def test_the_session_gets_a_new_key_on_signing_in(client: Client, marieke: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key or ""

    try_to_sign_in(client, marieke.email, PASSWORD)

    assert client.session.session_key != session.session_key


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client: Client, marieke: User) -> None:
    known = try_to_sign_in(client, marieke.email, WRONG)
    unknown = try_to_sign_in(client, "nobody@example.test", WRONG)

    assert known.status_code == unknown.status_code == 200
    assert without_secrets(known, marieke.email) == without_secrets(unknown, "nobody@example.test")


def test_an_invited_person_cannot_sign_in_before_they_chose_a_password(client: Client) -> None:
    invited = person("evaluator")

    assert try_to_sign_in(client, invited.email, "").status_code == 200
    assert try_to_sign_in(client, invited.email, "!").status_code == 200


def test_a_deactivated_person_is_told_so_only_with_the_right_password(client: Client, marieke: User) -> None:
    User.objects.update(is_active=False)

    assert try_to_sign_in(client, marieke.email, WRONG).status_code == 200
    assert try_to_sign_in(client, marieke.email, PASSWORD)["Location"] == reverse("account_inactive")
    assert client.get("/profile/").status_code == 302


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/profile/", "/profile/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_only_to_this_house(client: Client, marieke: User, target: str, lands: str) -> None:
    answer = try_to_sign_in(client, marieke.email, PASSWORD, next=target)

    assert answer["Location"] == lands


def test_the_sixth_failure_rests_the_account_for_that_network_only(client: Client, marieke: User) -> None:
    answers = [try_to_sign_in(client, marieke.email, WRONG).status_code for _ in range(6)]

    assert answers == [200, 200, 200, 200, 200, 429]
    locked = try_to_sign_in(client, marieke.email, PASSWORD)
    assert locked.status_code == 429
    assert b"15 minutes" in locked.content
    assert locked["Retry-After"] == "900"
    assert try_to_sign_in(Client(), marieke.email, PASSWORD, address="198.51.100.7").status_code == 302


def test_another_spelling_or_browser_is_the_same_account(client: Client, marieke: User) -> None:
    for number in range(6):
        spelling = marieke.email.upper() if number % 2 else f" {marieke.email}"
        try_to_sign_in(Client(headers={"user-agent": f"browser {number}"}), spelling, WRONG)

    assert try_to_sign_in(client, marieke.email, PASSWORD).status_code == 429


def test_one_network_of_ipv6_is_one_visitor(client: Client, marieke: User) -> None:
    for number in range(6):
        try_to_sign_in(client, marieke.email, WRONG, address=f"2001:db8::{number}")

    assert try_to_sign_in(client, marieke.email, PASSWORD, address="2001:db8::ffff").status_code == 429
    assert try_to_sign_in(client, marieke.email, PASSWORD, address="2001:db8:0:1::1").status_code == 302


def test_other_accounts_of_the_same_network_go_on(client: Client, marieke: User) -> None:
    for _ in range(6):
        try_to_sign_in(client, "somebody-else@example.test", WRONG)

    assert try_to_sign_in(client, marieke.email, PASSWORD).status_code == 302


def test_an_unknown_account_rests_like_a_known_one(client: Client, marieke: User) -> None:
    for _ in range(6):
        unknown = try_to_sign_in(client, "nobody@example.test", WRONG)
        known = try_to_sign_in(client, marieke.email, WRONG)

    assert unknown.status_code == known.status_code == 429
    assert without_secrets(unknown, "") == without_secrets(known, "")


def test_knocking_meanwhile_does_not_make_it_longer(client: Client, marieke: User) -> None:
    for _ in range(6):
        try_to_sign_in(client, marieke.email, WRONG)
    before = AccessAttempt.objects.get().attempt_time
    AccessAttempt.objects.update(attempt_time=before - timedelta(minutes=10))

    answer = try_to_sign_in(client, marieke.email, WRONG)

    assert b"5 minutes" in answer.content
    assert AccessAttempt.objects.get().attempt_time < before


def test_after_the_rest_the_account_opens_again(client: Client, marieke: User) -> None:
    for _ in range(6):
        try_to_sign_in(client, marieke.email, WRONG)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert try_to_sign_in(client, marieke.email, PASSWORD).status_code == 302


def test_behind_a_proxy_the_visitors_own_address_counts(client: Client, marieke: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(6):
        client.post(
            LOGIN,
            {"login": marieke.email, "password": WRONG},
            headers={"x-forwarded-for": "made-up, 203.0.113.9"},
        )
    other = Client(headers={"x-forwarded-for": "203.0.113.10"})

    assert other.post(LOGIN, {"login": marieke.email, "password": PASSWORD}).status_code == 302


def test_no_password_is_kept_of_a_failed_sign_in(client: Client, marieke: User) -> None:
    try_to_sign_in(client, marieke.email, WRONG)

    assert WRONG not in AccessAttempt.objects.get().post_data


def test_signing_out_needs_a_post_and_ends_the_session(client: Client, marieke: User) -> None:
    try_to_sign_in(client, marieke.email, PASSWORD)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/profile/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/profile/").status_code == 302


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "login/code/confirm/", "password/set/"]
)
def test_what_this_house_does_not_offer_does_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_a_forgotten_password_is_chosen_anew_through_a_link_that_works_once(
    client: Client, marieke: User
) -> None:
    client.post(reverse("account_reset_password"), {"email": "Marieke@example.test"})
    send_links("")
    [message] = mail.outbox
    assert (message.to, message.subject) == (["marieke@example.test"], "Choose a new password for Parity")
    path = link_in(str(message.body))

    form = client.get(path, follow=True)
    assert form.redirect_chain[0][0].endswith("-set-password/")
    new = {"password1": "another long password", "password2": "another long password"}
    done = client.post(form.redirect_chain[0][0], new)

    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.get("/profile/").status_code == 200
    assert b"does not work any more" in Client().get(path).content
    actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["user.password_chosen", "user.signed_in"]


def test_looking_at_a_link_signs_nobody_in(client: Client, marieke: User) -> None:
    client.post(reverse("account_reset_password"), {"email": marieke.email})
    send_links("")

    client.get(link_in(str(mail.outbox[0].body)), follow=True)

    assert client.get("/profile/").status_code == 302


def test_asking_for_a_link_tells_strangers_nothing(client: Client, marieke: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": marieke.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.test"})

    send_links("")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_an_unknown_address_costs_the_same_steps(client: Client, marieke: User) -> None:
    """Whoever measures how long the answer takes must not learn which accounts exist."""
    client.post(reverse("account_reset_password"), {"email": "another@example.test"})
    steps = []
    for address in (marieke.email, "nobody@example.test"):
        with CaptureQueriesContext(connection) as reads:
            client.post(reverse("account_reset_password"), {"email": address})
        steps.append([query["sql"].split()[0] for query in reads])

    assert steps[0] == steps[1]
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_tried_again_and_tells_strangers_nothing(
    client: Client, marieke: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.mail_that_fails.EmailBackend"

    assert client.post(reverse("account_reset_password"), {"email": marieke.email}).status_code == 302
    send_links("")

    owed = OwedWork.objects.get(task="accounts.reset_mail")
    assert (owed.state, owed.attempts) == (WorkState.QUEUED, 1)


def test_whoever_was_let_go_meanwhile_gets_no_link(client: Client, marieke: User) -> None:
    client.post(reverse("account_reset_password"), {"email": marieke.email})
    User.objects.update(is_active=False)

    send_links("")

    assert mail.outbox == []


def test_links_in_mails_lead_to_the_configured_address(client: Client, marieke: User, settings: Any) -> None:
    settings.BASE_URL = "https://parity.example.test"
    settings.ALLOWED_HOSTS = ["*"]

    client.post(reverse("account_reset_password"), {"email": marieke.email}, headers={"host": "evil.example"})
    send_links("")

    assert "https://parity.example.test/account/password/choose/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


def test_a_weak_password_is_refused_with_its_reason(client: Client, marieke: User) -> None:
    client.post(reverse("account_reset_password"), {"email": marieke.email})
    send_links("")
    form = client.get(link_in(str(mail.outbox[0].body)), follow=True)

    answer = client.post(form.redirect_chain[0][0], {"password1": "short", "password2": "short"})

    assert b"too short" in answer.content


def test_changing_the_password_ends_the_other_sessions(client: Client, marieke: User) -> None:
    elsewhere = Client()
    try_to_sign_in(elsewhere, marieke.email, PASSWORD)
    try_to_sign_in(client, marieke.email, PASSWORD)

    data = {
        "oldpassword": PASSWORD,
        "password1": "another long password",
        "password2": "another long password",
    }
    answer = client.post(reverse("account_change_password"), data)

    assert answer["Location"] == "/profile/"
    assert client.get("/profile/").status_code == 200
    assert elsewhere.get("/profile/").status_code == 302


def test_the_pages_before_signing_in_show_themselves(client: Client, marieke: User) -> None:
    for name in (
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
    ):
        page = client.get(reverse(name))
        assert (page.status_code, b"Parity" in page.content) == (200, True), name


def without_secrets(answer: HttpResponse, email: str) -> str:
    """The page without what differs for every request, and without the address that was typed."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", answer.content.decode())
    return text.replace(email, "") if email else text


def link_in(text: str) -> str:
    found = re.search(r"http://localhost:\d+(/\S+)", text)
    assert found, text
    return found[1]
