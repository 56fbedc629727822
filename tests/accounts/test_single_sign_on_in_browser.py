"""The company's sign-in as people see it: there, back, and refused in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accounts.issuer import CLIENT, Issuer, running_issuer
from tests.browser.walking import arrived
from tests.people import person
from tests.services.browser import PHONE, Browse

ADDRESS = "marieke@example.test"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issuer(live_server: LiveServer, settings: Any) -> Iterator[Issuer]:
    with running_issuer() as issuer:
        settings.OIDC_ISSUER, settings.OIDC_NAME = issuer.url, "Acme"
        settings.BASE_URL = live_server.url
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, "secret"
        issuer.claims = {"email": ADDRESS, "email_verified": True, "name": "Marieke Kuiper"}
        person("administrator")
        yield issuer


def begin(page: Page) -> None:
    page.goto("/")
    arrived(page, "Sign in")
    page.get_by_role("button", name="Sign in with Acme").click()


def test_whoever_is_known_goes_there_and_is_in(browse: Browse, issuer: Issuer) -> None:
    person("procurement_lead", name="Marieke Kuiper", email=ADDRESS)
    page = browse()

    begin(page)

    arrived(page, "Marieke")


@pytest.mark.parametrize("width", [1440, PHONE])
def test_on_the_way_a_page_says_where_it_leads(browse: Browse, issuer: Issuer, width: int) -> None:
    person("procurement_lead", name="Marieke Kuiper", email=ADDRESS)
    page = browse(width=width)
    there = f"{issuer.url}/authorization*"
    page.route(there, lambda route: route.abort("aborted"))

    begin(page)

    arrived(page, "On to Acme")
    page.unroute(there)
    page.get_by_role("link", name="Go on").click()
    arrived(page, "Marieke")


def test_whoever_nobody_invited_is_told_what_to_do(browse: Browse, issuer: Issuer) -> None:
    page = browse(expect=("403",))

    begin(page)

    arrived(page, "You are not signed in")
    expect(page.get_by_role("main")).to_contain_text("Nobody with this e-mail address was invited")
    page.get_by_role("link", name="Back to sign-in").click()
    arrived(page, "Sign in")


def test_cancelling_there_is_no_fault(browse: Browse, issuer: Issuer) -> None:
    issuer.query = {"error": "access_denied"}
    page = browse(expect=("403",), width=PHONE)

    begin(page)

    arrived(page, "You are not signed in")
    expect(page.get_by_role("main")).to_contain_text("You cancelled it")
