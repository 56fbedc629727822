"""Second factors in a real browser: an app's codes, a passkey in the device, and who can use the pages."""

from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from outsourcing.accounts.models import User
from outsourcing.audit.models import AuditEvent
from tests.accounts.test_second_factor import code_of, needed_by, with_app
from tests.people import PASSWORD, person
from tests.services.accessibility import assert_accessible
from tests.services.browser import DESKTOP, PHONE, Browse

FACTOR = "/account/second-factor/"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_guesses_before() -> None:
    cache.clear()


@pytest.fixture
def marieke() -> User:
    return person("procurement_lead", name="Marieke Kuiper", email="marieke@example.test", password=PASSWORD)


def type_password(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_device(page: Page) -> Any:
    """Give the browser a device that holds passkeys and knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def add_passkey(page: Page, *, alone: bool) -> None:
    page.goto(f"{FACTOR}passkey/")
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_an_app_is_set_up_and_then_asked_for(browse: Browse, marieke: User) -> None:
    needed_by("procurement_lead")
    page = browse()
    type_password(page, marieke)
    expect(page.get_by_text("everything else waits")).to_be_visible()

    page.get_by_role("link", name="Set up an app").click()
    secret = page.get_by_label("Type this into the app").input_value()
    expect(page.get_by_role("img", name="The secret as a QR code")).to_be_visible()
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery_code = page.locator(".codes code").first.inner_text()

    again = browse()
    type_password(again, marieke)
    again.get_by_label("Code").fill("000000" if code_of(secret) != "000000" else "111111")
    again.get_by_role("button", name="Sign in", exact=True).click()
    expect(again.get_by_text("This is not right, or no longer.")).to_be_visible()
    again.get_by_label("Code").fill(recovery_code)
    again.get_by_role("button", name="Sign in", exact=True).click()
    expect(again.get_by_role("link", name="Providers").first).to_be_visible()


def test_a_passkey_signs_in_without_the_password(browse: Browse, marieke: User) -> None:
    page = browse(marieke)
    with_device(page)
    add_passkey(page, alone=True)
    page.context.clear_cookies()

    page.goto("/account/login/?next=/profile/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="Your profile")).to_be_visible()
    assert AuditEvent.objects.filter(action="user.signed_in").count() == 1


def test_a_passkey_is_the_second_factor(browse: Browse, marieke: User) -> None:
    page = browse(marieke)
    with_device(page)
    add_passkey(page, alone=False)
    page.context.clear_cookies()

    type_password(page, marieke)
    expect(page.get_by_role("heading", name="One more proof")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("link", name="Providers").first).to_be_visible()


def test_a_passkey_proves_again_and_is_renamed_and_removed(browse: Browse, marieke: User) -> None:
    page = browse(marieke)
    with_device(page)
    add_passkey(page, alone=False)

    page.goto("/account/proof/passkey/?next=/account/second-factor/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name="Rename My laptop").click()
    page.get_by_label("Name").fill("Old laptop")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    page.get_by_role("button", name="Remove the passkey").click()

    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Rename Old laptop")).to_have_count(0)


def test_a_refused_passkey_is_said_and_leaves_the_other_ways(browse: Browse, marieke: User) -> None:
    page = browse()
    devtools = with_device(page)
    page.goto("/account/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("The passkey was not used.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
    devtools.detach()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_usable_by_everybody(browse: Browse, marieke: User, width: int, theme: str) -> None:
    anna = person("administrator", name="Anna Vos", email="anna@example.test", password=PASSWORD)
    with_app(anna)
    page = browse(anna, width=width)
    page.goto("/profile/")
    page.evaluate("theme => localStorage.setItem('parity-appearance', theme)", theme)
    paths = (
        "/profile/",
        FACTOR,
        f"{FACTOR}passkey/",
        f"{FACTOR}codes/new/",
        f"{FACTOR}app/remove/",
        "/people/rules/",
        f"/people/{anna.pk}/",
        "/account/proof/?next=/profile/",
        "/account/proof/code/?next=/profile/",
    )
    for path in paths:
        look_at(page, path, width)
    hers = browse(marieke, width=width)
    hers.goto("/profile/")
    hers.evaluate("theme => localStorage.setItem('parity-appearance', theme)", theme)
    look_at(hers, f"{FACTOR}app/", width)


def look_at(page: Page, path: str, width: int) -> None:
    page.goto(path)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_pages_before_signing_in_are_usable_by_everybody(browse: Browse, settings: Any) -> None:
    settings.OIDC_ISSUER = "https://issuer.example.test"
    settings.OIDC_NAME = "Company account"
    anna = person("administrator", password=PASSWORD)
    with_app(anna)
    page = browse(width=PHONE)
    look_at(page, "/account/login/", PHONE)
    type_password(page, anna)
    expect(page.get_by_role("heading", name="One more proof")).to_be_visible()
    assert_accessible(page)
