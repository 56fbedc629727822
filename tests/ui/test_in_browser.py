"""The shell as people use it: keyboard, appearance, telephone, charts, lost sign-ins."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page, expect

from outsourcing.actors import Actor
from outsourcing.ui import registry
from outsourcing.ui.registry import NavigationItem, SearchHit
from tests.people import person
from tests.services.accessibility import assert_accessible
from tests.services.browser import DESKTOP, PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("empty_registries")]


def found(actor: Actor, words: str) -> Sequence[SearchHit]:
    return [
        SearchHit("Providers", f"{words} Research", "India", "/style-guide/#first", "building"),
        SearchHit("Providers", f"{words} Clinical", "Poland", "/style-guide/#second", "building"),
    ]


def theme_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-bs-theme")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_component_is_for_everybody(browse: Browse, width: int, appearance: str) -> None:
    page = browse(person("procurement_lead"), width=width)
    page.emulate_media(color_scheme="dark" if appearance == "dark" else "light")
    page.goto("/style-guide/")
    page.locator(".js-plotly-plot").last.wait_for()

    assert theme_of(page) == appearance
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


def test_a_chart_shows_its_table_where_no_script_runs(chromium: Browser, browse: Browse) -> None:
    page = browse(person("procurement_lead"))
    page.goto("/style-guide/")
    page.locator(".js-plotly-plot").last.wait_for()
    table = page.locator(".chart table").first
    expect(table).to_be_hidden()

    plain = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    still = plain.new_page()
    still.goto(page.url)

    expect(still.locator(".chart table").first).to_be_visible()
    expect(still.locator(".chart-picture").first).to_be_hidden()
    plain.close()


def test_the_chosen_appearance_is_kept(browse: Browse) -> None:
    page = browse(person("procurement_lead"))
    page.goto("/")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    assert theme_of(page) == "dark"


def test_search_by_keyboard_alone(browse: Browse) -> None:
    registry.register_search(found)
    page = browse(person("procurement_lead"))
    page.goto("/")

    page.keyboard.press("/")
    page.keyboard.type("kav")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="kav Clinical")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    page.wait_for_url("**/style-guide/#second")


def test_escape_leaves_the_suggestions_and_enter_searches(browse: Browse) -> None:
    registry.register_search(found)
    page = browse(person("procurement_lead"))
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("kav")
    page.get_by_role("option").first.wait_for()

    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “kav”")


def test_the_menu_on_a_telephone_without_a_mouse(browse: Browse) -> None:
    registry.register_navigation(NavigationItem("Home", "ui:home", "house", "work", 0))
    page = browse(person("procurement_lead"), width=PHONE)
    page.goto("/style-guide/")
    menu = page.get_by_role("button", name="Open the menu")

    menu.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="Main")
    expect(opened.get_by_role("link", name="Home")).to_be_visible()
    # The menu takes the focus once it has opened whole; before that it does not listen to Escape.
    expect(opened).to_be_focused()
    page.keyboard.press("Escape")

    expect(menu).to_be_focused()


def test_whoever_is_signed_out_while_working_keeps_the_page(browse: Browse) -> None:
    page = browse(person("procurement_lead"), expect=("401",))
    page.goto("/")
    page.context.clear_cookies()

    page.keyboard.press("/")
    page.keyboard.type("kaveri")

    expect(page.locator("#notices")).to_contain_text("You have been signed out.")
    expect(page.get_by_role("combobox")).to_have_value("kaveri")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("#notices")).to_be_empty()


def test_charts_follow_the_appearance(browse: Browse) -> None:
    page = browse(person("procurement_lead"))
    page.emulate_media(color_scheme="light")
    page.goto("/style-guide/")
    line = page.locator("#chart-lines .scatterlayer path.js-line").last
    light = line.evaluate("path => getComputedStyle(path).stroke")

    page.emulate_media(color_scheme="dark")

    expect(line).not_to_have_css("stroke", light)
    assert theme_of(page) == "dark"


def test_charts_keep_their_height_when_the_window_changes(browse: Browse) -> None:
    page = browse(person("procurement_lead"))
    page.goto("/style-guide/")
    lines = page.locator("#chart-lines")
    height = lines.evaluate("picture => picture.getBoundingClientRect().height")
    assert height > 200

    page.set_viewport_size({"width": 400, "height": 900})

    expect(lines.locator("svg.main-svg").first).to_have_attribute("width", re.compile(r"^[1-3]\d\d\b"))
    assert lines.evaluate("picture => picture.getBoundingClientRect().height") == height
