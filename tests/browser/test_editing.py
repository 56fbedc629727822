"""A template admin edits a checklist and publishes it, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Question, TemplateVersion, VersionState
from tests.assessments import factories
from tests.assessments.factories import question, section
from tests.people import person
from tests.services.accessibility import assert_accessible
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def checklist() -> TemplateVersion:
    return factories.published(
        section("pace", question("first", weight=3), question("second", weight=1), weight=60),
        section("leaders", question("third"), weight=40),
        key="people",
    )


def order(page: Page) -> list[str]:
    return page.locator(".editor-text > a").all_inner_texts()


def shares(page: Page) -> list[str]:
    return page.locator("[data-share]").all_inner_texts()


def test_an_admin_edits_and_publishes(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin", name="Tessa Admin"))

    page.goto("/templates/")
    page.get_by_role("link", name=re.compile("^People")).click()
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_text("Draft of version 2")).to_be_visible()
    # The handles appear with the script that moves.
    expect(page.locator(".handle").first).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="How is first?").click()
    panel = page.locator("#panel")
    panel.get_by_label("Question", exact=False).first.fill("How fast is it?")
    panel.get_by_label("Answer", exact=False).first.select_option("number")
    panel.get_by_label("Answer of point 1").fill("10")
    panel.get_by_label("Worth of point 1").fill("100")
    panel.get_by_label("Answer of point 2").fill("60")
    panel.get_by_label("Worth of point 2").fill("0")
    panel.get_by_label("Unit").fill("days")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#against")).to_contain_text("1.1 wording")
    expect(page.locator("#against")).to_contain_text("1.1 answer scale 1–5 → number, in days")
    expect(page.locator(".editor-plot polyline")).to_be_attached()
    assert_accessible(page)

    page.get_by_role("link", name="Publish version 2…").click()
    expect(page.get_by_text("Everything is in order.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Publish version 2").click()

    expect(page.get_by_text("Version 2 is in use from now on.")).to_be_visible()
    assert TemplateVersion.objects.get(number=2).state == VersionState.PUBLISHED
    assert Question.objects.get(version__number=1, key="first").text == "How is first?"


def test_shares_move_while_typing_by_the_servers_numbers(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"))
    begin(page)

    page.get_by_label("Weight of 1.1").fill("5")
    page.get_by_label("Weight of Leaders").fill("20")
    typed = shares(page)
    assert typed == ["= 75.0\u00a0%", "62.5\u00a0%", "12.5\u00a0%", "= 25.0\u00a0%", "25.0\u00a0%"]
    page.get_by_role("button", name="Save weights").click()

    expect(page.get_by_text("The weights are saved.")).to_be_visible()
    assert shares(page) == typed


def test_typed_weights_survive_the_choice_of_a_question(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"))
    begin(page)

    page.get_by_label("Weight of 1.1").fill("5")
    page.get_by_role("link", name="How is third?").click()

    expect(page.locator("#panel")).to_contain_text("Question 2.1")
    expect(page.get_by_label("Weight of 1.1")).to_have_value("5")


def test_order_by_the_arrow_keys(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"))
    begin(page)

    handle = page.locator("#handle-first")
    handle.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".editor-line").first).to_contain_text("How is second?")
    expect(page.locator("#handle-first")).to_be_focused()
    page.keyboard.press("ArrowDown")

    expect(page.locator("[data-section=leaders] .editor-line").first).to_contain_text("How is first?")
    page.locator("#handle-leaders").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-section]").first).to_contain_text("Leaders")
    assert order(page) == ["How is first?", "How is third?", "How is second?"]


def test_every_press_of_an_arrow_key_counts(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"))
    begin(page)

    page.locator("#handle-first").focus()
    for _press in range(3):
        page.keyboard.press("ArrowDown")

    expect(page.locator("[data-section=leaders] .editor-line").last).to_contain_text("How is first?")
    expect(page.locator("#handle-first")).to_be_focused()
    assert order(page) == ["How is second?", "How is third?", "How is first?"]


def test_order_by_dragging_and_removal_with_undo(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"))
    begin(page)

    page.locator("#handle-third").drag_to(page.locator("#q-first"), target_position={"x": 200, "y": 5})
    expect(page.locator(".editor-line").first).to_contain_text("How is third?")

    with page.expect_response(lambda answer: "/questions/" in answer.url and answer.request.method == "GET"):
        page.get_by_role("link", name="How is third?").click()
    expect(page.locator("#panel")).to_contain_text("Question 1.1")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("“How is third?” is removed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“How is third?” is back.")).to_be_visible()
    assert order(page) == ["How is third?", "How is first?", "How is second?"]


def test_two_admins_see_both_wordings(browse: Browse) -> None:
    checklist()
    one, two = browse(person("template_admin"), expect=("409",)), browse(person("template_admin"))
    for page in (one, two):
        begin(page)
        page.get_by_role("link", name="How is first?").click()
        expect(page.locator("#panel")).to_contain_text("Question 1.1")

    for page, text in ((two, "Theirs"), (one, "Mine")):
        page.locator("#panel").get_by_label("Question", exact=False).first.fill(text)
        page.locator("#panel").get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#main")).to_contain_text(re.compile("Saved|Somebody else changed this"))

    expect(one.locator(".editor-both")).to_contain_text("Mine")
    expect(one.locator(".editor-both")).to_contain_text("Theirs")
    assert_accessible(one)
    one.get_by_role("button", name="Keep mine").click()
    expect(one.get_by_text("Saved.")).to_be_visible()
    assert Question.objects.get(version__number=2, key="first").text == "Mine"


def test_the_editor_on_a_phone(browse: Browse) -> None:
    checklist()
    page = browse(person("template_admin"), width=PHONE)
    begin(page)

    page.get_by_role("link", name="How is first?").click()

    expect(page.locator("#panel")).to_contain_text("Question 1.1")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert_accessible(page)
    page.goto("/templates/people/edit/preview/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert_accessible(page)


def begin(page: Page) -> None:
    """Open the draft."""
    page.goto("/templates/people/v1/")
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_text("Draft of version 2")).to_be_visible()
    # The handles appear with the script that moves.
    expect(page.locator(".handle").first).to_be_visible()
