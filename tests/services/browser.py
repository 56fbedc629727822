"""A real Chromium; whatever the page complains about fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from outsourcing.accounts.models import User
from outsourcing.launch.chromium import find_chromium
from tests.people import signed_in

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
DESKTOP = 1440
PHONE = 400

Browse = Callable[..., Page]


@dataclass
class Complaints:
    """What pages say in the console, what they cannot load, and what a test expects of that."""

    expected: tuple[str, ...] = ()
    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear this page from now on."""
        page.on("console", lambda said: self._hear(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._hear(f"script: {error}"))
        page.on("response", self._note_failure)

    def _note_failure(self, response: Response) -> None:
        if response.status >= 500:
            self._hear(f"{response.status} from {response.url}")

    def _hear(self, complaint: str) -> None:
        if not any(part in complaint for part in self.expected):
            self.heard.append(complaint)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process; without one, the test fails and says what to install."""
    path = find_chromium()
    if not path:
        pytest.fail("No Chromium here: `apt-get install chromium`, or set PARITY_CHROMIUM.", pytrace=False)
    # The browser's event loop lives in this thread; the database is used between its steps, never in them.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Opens pages: `browse()` for a stranger, `browse(user)` signed in, `width=PHONE`, `expect=("409",)`."""
    listeners: list[Complaints] = []
    with ExitStack() as closing:

        def opened(user: User | None = None, *, width: int = DESKTOP, expect: tuple[str, ...] = ()) -> Page:
            context = closing.enter_context(_context(chromium, live_server.url, width))
            if user:
                _sign_in(context, user, live_server.url)
            listeners.append(Complaints(expected=expect))
            page = context.new_page()
            listeners[-1].listen(page)
            return page

        yield opened
    complaints = [complaint for listener in listeners for complaint in listener.heard]
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def page(browse: Browse) -> Page:
    """One page of somebody who is not signed in."""
    return browse()


def _context(chromium: Browser, url: str, width: int) -> BrowserContext:
    context = chromium.new_context(
        base_url=url,
        viewport={"width": width, "height": 900},
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    return context


def _sign_in(context: BrowserContext, user: User, url: str) -> None:
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": cookie.value,
                "domain": urlsplit(url).hostname or "localhost",
                "path": "/",
            },
        ],
    )
