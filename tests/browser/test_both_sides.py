"""Six people say how they work; their gap is a condition on the board, and a contact does away with one."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from outsourcing.actors import SYSTEM
from providers.actions import show_link
from tests.assessments.preparing.world import FORM, WALK
from tests.browser.walking import arrived
from tests.portal.world import Asked
from tests.selection.conditional import Compared, compared
from tests.selection.factories import work_off
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRITTEN, SENSED = "in writing", "read the situation"
# Own place and view of the other on both scales, what they say they know, and one situation.
OURS = (WRITTEN, SENSED, SENSED, SENSED, "level 4", SENSED)
THEIRS = (SENSED, WRITTEN, SENSED, SENSED, "level 2", WRITTEN)


def fill(page: Page, answers: tuple[str, ...]) -> None:
    """Every question from the top, each kept before the next."""
    questions = page.get_by_role("article")
    expect(questions).to_have_count(len(answers))
    for place, answer in enumerate(answers):
        asked = questions.nth(place)
        asked.get_by_text(answer, exact=True).click()
        expect(asked.get_by_role("status")).to_contain_text("saved")


def fill_inside(page: Page, address: str, *, looked_at: bool) -> None:
    """From the sheet to the receipt, as one of the house."""
    page.goto(address)
    if looked_at:
        arrived(page, "Culture")
        expect(page.get_by_role("main")).to_contain_text("nothing is inferred from a country")
    fill(page, OURS)
    page.get_by_role("link", name="Submit…").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Received, thank you")


def come_in(page: Page, asked: Asked) -> None:
    """By the link of the invitation."""
    token = show_link(by=SYSTEM, invitation=asked.asking.invitation, now=timezone.now())
    page.goto(f"/portal/invitation/{token}/")
    page.get_by_role("button", name="Begin").click()


def fill_in_portal(page: Page, asked: Asked, *, looked_at: bool) -> None:
    """The same, as one of the provider's people."""
    come_in(page, asked)
    page.get_by_role("link", name=re.compile("Start answering")).click()
    if looked_at:
        arrived(page, "Culture")
        page.get_by_role("link", name="A short primer on these ways of working").click()
        arrived(page, "Ways of working: a short primer")
        page.go_back()
    fill(page, THEIRS)
    page.get_by_role("link", name=re.compile("Hand in")).click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Received, thank you")


def see_gaps_and_share(lead: Page, of: Compared) -> None:
    """From the culture of both sides to what it asks for, which the provider sees from now on."""
    lead.goto(of.six.page)
    arrived(lead, "Where do we differ, and does it matter?")
    expect(lead.get_by_role("main")).to_contain_text(
        "On 1 of 2 scales the gap matters: Explicit or implicit communication."
    )
    expect(lead.get_by_role("main")).to_contain_text("A match that warns.")
    lead.get_by_role("link", name="Are we prepared?").click()
    arrived(lead, "Are we prepared?")
    expect(lead.get_by_role("main")).to_contain_text("Not yet: 2 of 7 done")
    lead.get_by_role("button", name="Share with the provider").click()
    expect(lead.get_by_role("main")).to_contain_text("Shared: the provider's people see the list")
    arrived(lead, "Are we prepared?")


def do_it(contact: Page) -> None:
    """One condition, by the provider's contact, with a note that shows it."""
    contact.goto("/portal/")
    contact.get_by_role("link", name=re.compile("See what to prepare")).click()
    arrived(contact, "Are we prepared?")
    contact.get_by_role("link", name=re.compile(WALK)).click()
    arrived(contact, WALK)
    contact.get_by_label("What was done").fill("Went through ticket 12 with both teams.")
    contact.get_by_role("button", name="Done", exact=True).click()
    expect(contact.get_by_role("main")).to_contain_text(f"Done: “{WALK}”.")
    arrived(contact, "Are we prepared?")


def test_what_six_people_say_is_a_condition_until_somebody_prepares(browse: Browse) -> None:
    of = compared(rated=False)
    assessment = of.six.assessment.pk
    for number, (user, response) in enumerate(of.six.ours):
        page = browse(user)
        fill_inside(page, f"/assessments/{assessment}/answer/{response.pk}/", looked_at=number == 0)
        page.close()
    contacts = [browse(width=PHONE) for _asked in of.six.theirs]
    for number, (contact, asked) in enumerate(zip(contacts, of.six.theirs, strict=True)):
        fill_in_portal(contact, asked, looked_at=number == 0)
    work_off()
    lead = browse(of.of.lead)
    see_gaps_and_share(lead, of)

    lead.goto(of.board)
    arrived(lead, "Decision board")
    expect(lead.get_by_role("main")).to_contain_text(
        "Choosing it is conditional: 4 preparations for critical gaps are missing."
    )
    do_it(contacts[0])
    lead.reload()
    expect(lead.get_by_role("main")).to_contain_text(
        "Choosing it is conditional: 3 preparations for critical gaps are missing."
    )
    lead.get_by_role("link", name="Why? Kaveri Research").click()
    arrived(lead, "Why Kaveri Research stands where it stands")
    expect(lead.get_by_role("main")).to_contain_text("On these conditions")
    expect(lead.get_by_role("main")).to_contain_text(FORM)
    expect(lead.get_by_role("main")).not_to_contain_text(WALK)
