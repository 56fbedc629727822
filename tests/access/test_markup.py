"""Hostile names are text wherever they are shown: no dialog, no report, no foreign request."""

from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Dialog, Page

from tests.access.marked_world import marked_world
from tests.access.payloads import PAYLOADS
from tests.people import person
from tests.services.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_PAGES = 40
MOST_OF_A_KIND = 5
# All that a page says: its text, what stands in its fields, and the labels that are read out.
SAID = """() => [
    document.body.textContent,
    ...[...document.querySelectorAll("input, textarea, option")].map(one => one.value),
    ...[...document.querySelectorAll("[aria-label], [title], [alt]")].flatMap(
        one => ["aria-label", "title", "alt"].map(name => one.getAttribute(name) ?? "")),
].join("\\n")"""
PLANTED = """() => [
    ...document.querySelectorAll(
        "iframe, [data-chart] svg a, a[href^='javascript:' i], img[src*='evil'], [style*='evil'], "
        + "a[href*='evil'], [onerror],"
        + "[onload], [onmouseover], [onfocus], script:not([src]):not([type='application/json'])"),
].map(one => one.outerHTML.slice(0, 200))"""


@dataclass
class Crawl:
    """Pages seen by one person, what they said, and what they tried."""

    page: Page
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    kinds: dict[str, int] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)

    def run(self, *starts: str) -> None:
        """Follow every link of this house, up to a bound, a few of each kind."""
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self._note(request.url))
        waiting = deque(starts)
        while waiting and len(self.seen) < MOST_PAGES:
            address = waiting.popleft()
            if address in self.seen or not self._is_wanted(address):
                continue
            self.seen.add(address)
            self._visit(address)
            waiting.extend(urldefrag(link).url for link in self._links())

    def _visit(self, address: str) -> None:
        self.page.goto(address)
        if self.page.locator("[data-chart]").count():
            self.page.locator("[data-chart] .main-svg").first.wait_for(state="attached")
            self.charts += self.page.locator("[data-chart] .textpoint").all_text_contents()
        self.said.append(self.page.evaluate(SAID))
        self.planted += self.page.evaluate(PLANTED)

    def _links(self) -> list[str]:
        links: list[str] = self.page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        )
        return [link for link in links if link.startswith("/")]

    def _is_wanted(self, address: str) -> bool:
        kind = "/".join("0" if part.isdigit() else part for part in urlsplit(address).path.split("/"))
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        return self.kinds[kind] <= MOST_OF_A_KIND and "/account/" not in kind

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _note(self, url: str) -> None:
        if urlsplit(url).hostname not in {"localhost", "127.0.0.1"} and not url.startswith("data:"):
            self.foreign.append(url)


def test_hostile_names_are_text_on_every_page(browse: Browse) -> None:
    of = marked_world()
    starts = ("/", f"/projects/{of.project.pk}/board/", "/projects/", "/assessments/")
    for user, first in (
        (of.lead, ("/search/?q=m0", "/providers/")),
        (person("executive", name=PAYLOADS[3]), ("/boards/",)),
        (person("auditor", name=PAYLOADS[5]), ("/trail/", "/trail/?page=2")),
    ):
        crawl = Crawl(browse(user))
        crawl.run(*starts, *first)
        assert_only_text(crawl)
        assert any("m09</a>" in label for label in crawl.charts), crawl.charts


def test_hostile_names_are_text_where_people_are_administered(browse: Browse) -> None:
    marked_world()
    crawl = Crawl(browse(person("administrator", name=PAYLOADS[3])))

    crawl.run("/", "/people/", "/people/?page=2", "/people/invite/", "/trail/", "/trail/?page=2")

    assert_only_text(crawl)


def assert_only_text(crawl: Crawl) -> None:
    assert (crawl.dialogs, crawl.foreign, crawl.planted) == ([], [], [])
    said = "\n".join(crawl.said)
    assert [payload for payload in PAYLOADS if payload not in said] == []
