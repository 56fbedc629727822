"""Answering a checklist in a real browser: nothing typed is lost, and every state is said."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, Route, expect

from assessments.models import Answer
from outsourcing.accounts.models import User
from tests.assessments import factories
from tests.assessments.pages.places import Filling, colleague, filling
from tests.people import signed_in
from tests.services.accessibility import assert_accessible
from tests.services.browser import DESKTOP, PHONE, Browse
from tests.services.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTES = {"type": "text"}
ANCHORED = {
    "type": "scale",
    "levels": 5,
    "anchors": [{"level": 1, "text": "none"}, {"level": 5, "text": "proven"}],
}


def checklist() -> Filling:
    """Five questions of different kinds."""
    return filling(
        factories.section(
            "recruiting",
            factories.question("pace", ANCHORED, 3),
            factories.question("bench", factories.YES_NO, 1, knockout=factories.BENCH),
            factories.question("remarks", NOTES, 0),
        ),
        factories.section(
            "leaders",
            factories.question("price", factories.PRICE, 1),
            factories.question("story", factories.TEXT, 1, sides=["provider"]),
        ),
    )


def group(page: Page, key: str) -> Locator:
    """One question by its words."""
    return page.get_by_role("group", name=f"How is {key}?")


def state(page: Page, key: str) -> Locator:
    """What stands beside it."""
    return group(page, key).get_by_role("status")


def sign_in_elsewhere(page: Page, user: User) -> None:
    """What signing in in another tab leaves behind: a session cookie, and a rotated token."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    host = urlsplit(page.url).hostname or "localhost"
    left = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: "r" * 32}
    page.context.add_cookies(
        [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in left.items()]
    )


def value_of(place: Filling, key: str) -> object:
    """What the database holds."""
    return Answer.objects.get(response=place.response, question__key=key).value


def test_each_answer_saves_itself_by_mouse(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    page.goto(place.page)

    group(page, "pace").get_by_text("proven").click()
    expect(state(page, "pace")).to_contain_text("saved")
    group(page, "remarks").get_by_label("Answer").fill("Two leavers in March, both replaced.")
    expect(state(page, "remarks")).to_contain_text("saved")
    group(page, "price").get_by_label("Number").fill("150")
    expect(state(page, "price")).to_contain_text("saved")

    expect(page.get_by_label("Progress")).to_contain_text("3 of 5 answered")
    page.reload()
    expect(group(page, "pace").get_by_label("proven")).to_be_checked()
    assert (value_of(place, "pace"), value_of(place, "price")) == (5, 150)


def test_what_is_answered_before_the_scripts_arrive_is_saved(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/fill/saving.js", hold)

    page.goto(place.page, wait_until="commit")
    group(page, "pace").get_by_text("proven").click()
    group(page, "remarks").get_by_label("Answer").fill("Typed at once.")
    for route in held:
        route.continue_()

    expect(state(page, "pace")).to_contain_text("saved")
    expect(state(page, "remarks")).to_have_text(re.compile(r"^\s*saved \d"))
    assert (value_of(place, "pace"), value_of(place, "remarks")) == (5, "Typed at once.")


def test_it_can_be_answered_without_a_mouse(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    page.goto(place.page)

    for key in ("j", "4", "j", "1"):
        page.keyboard.press(key)
    expect(state(page, "bench")).to_contain_text("saved")
    page.keyboard.press("k")
    page.keyboard.press("n")
    page.keyboard.type("No 5 of them j apply.")

    expect(group(page, "pace").get_by_label("N/A say why")).to_be_checked()
    given = Answer.objects.filter(response=place.response, question__key="pace")
    kept = {"state": "not_applicable", "reason": "No 5 of them j apply."}
    eventually(lambda: given.filter(**kept).exists(), what="the reason to be saved")
    assert value_of(place, "bench") == "yes"


def test_shortcuts_can_be_switched_off(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    page.goto(place.page)

    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.closest('[data-question]')") is None


def test_not_applicable_waits_for_its_reason(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    page.goto(place.page)

    group(page, "pace").get_by_text("N/A").click()
    expect(group(page, "pace").get_by_label("Why does it not apply?")).to_be_focused()
    expect(state(page, "pace")).to_have_text("say why, then it is saved")
    page.keyboard.type("No hand-over is planned.")

    expect(state(page, "pace")).to_contain_text("saved")
    expect(page.get_by_label("Progress")).to_contain_text("1 of 5 answered")


def test_two_people_see_both_texts_and_choose(browse: Browse) -> None:
    place = checklist()
    second = colleague(place)
    mine, theirs = browse(place.lead), browse(second.lead, expect=("409",))
    mine.goto(place.page)
    theirs.goto(place.page)

    group(mine, "remarks").get_by_label("Answer").fill("As told on the phone.")
    expect(state(mine, "remarks")).to_contain_text("saved")
    group(theirs, "remarks").get_by_label("Answer").fill("As seen in the records.")

    conflict = group(theirs, "remarks").get_by_role("alert")
    expect(conflict).to_contain_text("Marieke Kuipers saved another answer here")
    expect(conflict).to_contain_text("As told on the phone.")
    expect(conflict).to_contain_text("As seen in the records.")
    conflict.get_by_role("button", name="Keep mine").click()

    expect(conflict).to_have_count(0)
    expect(state(theirs, "remarks")).to_contain_text("saved")
    assert value_of(place, "remarks") == "As seen in the records."


def test_taking_theirs_shows_their_answer(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead, expect=("409",))
    page.goto(place.page)
    colleague(place).save("pace", "2")

    group(page, "pace").get_by_text("proven").click()
    group(page, "pace").get_by_role("button", name="Take theirs").click()

    expect(group(page, "pace").get_by_label("2", exact=True)).to_be_checked()
    group(page, "pace").get_by_text("proven").click()
    expect(state(page, "pace")).to_contain_text("saved")
    assert value_of(place, "pace") == 5


def test_a_lost_session_keeps_the_text_and_saves_it_after_signing_in(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead, expect=("401",))
    page.goto(place.page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    group(page, "remarks").get_by_label("Answer").fill("Typed after the session ended.")
    expect(state(page, "remarks")).to_have_text("not saved: signed out")
    expect(page.get_by_role("alert")).to_contain_text("You have been signed out.")
    sign_in_elsewhere(page, place.lead)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(state(page, "remarks")).to_contain_text("saved")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert value_of(place, "remarks") == "Typed after the session ended."


def test_without_a_connection_it_says_so_and_saves_later(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead, expect=("ERR_INTERNET_DISCONNECTED", "htmx:"))
    page.goto(place.page)

    page.context.set_offline(True)
    group(page, "pace").get_by_text("proven").click()
    expect(state(page, "pace")).to_have_text("not saved, retrying")
    page.context.set_offline(False)

    expect(state(page, "pace")).to_have_text(re.compile(r"^\s*saved \d"))
    assert value_of(place, "pace") == 5


def test_what_does_not_fit_is_named_and_kept(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead, expect=("422",))
    page.goto(place.page)
    field = group(page, "price").get_by_label("Number")

    field.fill("a lot")

    expect(group(page, "price").get_by_role("alert")).to_contain_text("“a lot” is not a number.")
    expect(field).to_have_value("a lot")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_typing_on_while_it_saves_loses_nothing(browse: Browse) -> None:
    place = checklist()
    page = browse(place.lead)
    page.goto(place.page)
    field = group(page, "remarks").get_by_label("Answer")

    with page.expect_request("**/questions/remarks/"):
        field.press_sequentially("First words, ")
    field.press_sequentially("and the rest of it.")
    page.get_by_role("link", name="Submit…").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("still open")
    assert value_of(place, "remarks") == "First words, and the rest of it."


def test_clearing_leaves_the_question_open(browse: Browse) -> None:
    place = checklist()
    place.save("pace", "4")
    page = browse(place.lead)
    page.goto(place.page)

    group(page, "pace").get_by_role("button", name="Clear").click()

    expect(state(page, "pace")).to_contain_text("not answered · saved")
    expect(page.get_by_label("Progress")).to_contain_text("0 of 5 answered")


def test_it_is_submitted_with_a_receipt(browse: Browse) -> None:
    place = checklist()
    place.save("bench", "yes")
    page = browse(place.lead)
    page.goto(place.page)

    page.get_by_role("link", name="Submit…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 questions are still open")
    page.get_by_role("button", name="Submit as it is").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Received, thank you")
    assert_accessible(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_pages_are_open_to_everybody(browse: Browse, width: int) -> None:
    place = checklist()
    place.save("pace", "4", note="Shadowing.")
    page = browse(place.lead, width=width)

    overview = f"/assessments/{place.assessment.pk}/"
    for address in (place.page, f"{place.page}read/", f"{place.page}submit/", overview, "/assessments/"):
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
