"""A contact of a provider answers by link, hands a part on, gets a receipt, and reads what came out."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Asking, Response
from tests.assessments import factories
from tests.browser.walking import arrived
from tests.people import person
from tests.portal.world import code_in, path_in, sections, work_off
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def invited(lead: Page, address: str) -> None:
    """The lead asks somebody new."""
    lead.goto(address)
    arrived(lead, "People of Kaveri")
    lead.get_by_role("link", name="Ask somebody").click()
    arrived(lead, "Who answers for")
    lead.get_by_label("Name").fill("Asha Rao")
    lead.get_by_label("E-mail address").fill("asha@kaveri.example")
    lead.get_by_label("Note to them").fill("Please answer by Friday.")
    lead.get_by_role("button", name="Invite").click()
    arrived(lead, "Who answers for")
    expect(lead.get_by_role("main")).to_contain_text("An invitation is on its way to Asha Rao.")


def answered(page: Page, question: str, answer: str) -> None:
    """One answer, and the sign that it is kept."""
    asked = page.get_by_role("article").filter(has_text=question)
    asked.get_by_text(answer, exact=True).click()
    expect(asked.get_by_role("status")).to_contain_text("saved")


def come_in(page: Page, path: str) -> None:
    """By the link of the mail, to the questions."""
    page.goto(path)
    arrived(page, "Welcome, Asha Rao")
    assert page.url.endswith("/portal/invitation/")
    page.get_by_role("button", name="Begin").click()
    arrived(page, "One thing is asked of you")
    page.get_by_role("link", name=re.compile("Start answering")).click()
    arrived(page, "People of Kaveri")


def hand_on(page: Page) -> None:
    """A section to a colleague."""
    page.get_by_role("link", name=re.compile("Hand to a colleague")).click()
    arrived(page, "Who else shall answer?")
    page.get_by_label("Name").fill("Ravi Menon")
    page.get_by_label("E-mail address").fill("ravi@kaveri.example")
    page.get_by_label("Leaders").check()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("main")).to_contain_text("An invitation is on its way to Ravi Menon.")


def come_back(page: Page) -> None:
    """Signed out, and in again with a code."""
    page.get_by_role("button", name="Sign out").click()
    arrived(page, "Come in with a code")
    page.get_by_label("Your e-mail address").fill("asha@kaveri.example")
    page.get_by_role("button", name="Send me a code").click()
    arrived(page, "Enter the code")
    work_off("providers.codes")
    page.get_by_label("Code").fill(code_in())
    page.get_by_role("button", name="Come in").click()
    arrived(page, "One thing is asked of you")


def hand_in(page: Page) -> None:
    """With one question open, to the receipt."""
    page.get_by_role("link", name=re.compile("Go on answering")).click()
    page.get_by_role("link", name=re.compile("Hand in")).click()
    arrived(page, "1 question is still open")
    page.get_by_role("button", name="Hand in as it is").click()
    arrived(page, "Received, thank you")


def test_a_contact_answers_by_link_to_the_receipt_and_reads_the_results(browse: Browse) -> None:
    marieke = person("procurement_lead", name="Marieke Kuipers")
    assessed = factories.assessment(*sections(), by=marieke.as_actor())
    lead, asha = browse(marieke), browse(width=PHONE)
    invited(lead, f"/assessments/{assessed.pk}/")

    come_in(asha, path_in())
    answered(asha, "How is bench?", "Yes")
    answered(asha, "How is line-0?", "4")
    expect(asha.get_by_role("main")).not_to_contain_text("Score so far")
    hand_on(asha)
    come_back(asha)
    hand_in(asha)
    response = Response.objects.get(assessment=assessed, side="provider")
    expect(asha.get_by_role("main")).to_contain_text(response.receipt)
    assert Asking.objects.count() == 2

    work_off("assessments.score")
    lead.reload()
    expect(lead.get_by_role("main")).to_contain_text("handed in")
    lead.get_by_role("button", name="Release to the provider").click()
    expect(lead.get_by_role("main")).to_contain_text("Released.")
    asha.goto("/portal/")
    asha.get_by_role("link", name=re.compile("Read and comment")).click()
    arrived(asha, "What came out")
    asha.get_by_label("Your comment on the whole").fill("We see it the same way.")
    asha.get_by_role("button", name="Comment").last.click()
    expect(asha.get_by_role("main")).to_contain_text("We see it the same way.")
    lead.goto(f"/assessments/{assessed.pk}/")
    arrived(lead, "People of Kaveri")
    expect(lead.get_by_role("main")).to_contain_text("We see it the same way.")
