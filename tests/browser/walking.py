"""Steps that the stories of several roles share."""

import re

from playwright.sync_api import Page, expect

from tests.people import PASSWORD
from tests.services.accessibility import assert_accessible

# A report and a workbook are asked for by forms, because the trail tells of them; they change nothing.
TAKES_OUT = ":not([action$='/pdf/']):not([action$='/workbook/'])"


def arrived(page: Page, heading: str) -> None:
    """This page is open, under this heading, and everybody can use it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Through the form, as people do."""
    page.goto("/")
    arrived(page, "Sign in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def assert_only_read(page: Page) -> None:
    """Nothing on this page changes anything: what can be sent only asks for another view."""
    main = page.get_by_role("main")
    expect(main.locator(f"form[method=post]{TAKES_OUT}, [hx-post], [contenteditable]")).to_have_count(0)
    telling = re.compile(
        r"^(Edit|Archive|Add|Save|Open an|Hand|Cancel|Answer|Submit|Reopen|New|Lock|Withdraw)\b"
    )
    expect(main.get_by_role("button", name=telling)).to_have_count(0)
    expect(main.get_by_role("link", name=telling)).to_have_count(0)
