"""The story of a review: returned with a reason, asked to clarify, accepted, and all of it told."""

import pytest
from playwright.sync_api import Page, expect

from assessments.actions.reviewing import ask_for_review
from assessments.models import Assessment, Capability
from tests.assessments.factories import NOW
from tests.assessments.pages.places import Filling, colleague, filling
from tests.browser.walking import arrived
from tests.services.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_review_returns_asks_and_accepts(browse: Browse) -> None:
    of = filling()
    of.save("pace", "3", note="Seen in one site.")
    of.save("bench", "yes")
    rita = colleague(of, Capability.REVIEW, "Rita Brandt")
    ask_for_review(by=of.lead.as_actor(), assessment=of.assessment, reviewer_id=str(rita.lead.pk), now=NOW)
    author, reviewer = browse(of.lead), browse(rita.lead)

    _hand_in(author, of)
    _return(reviewer)
    _correct(author, of)
    _ask(reviewer, of)
    _clarify(author)
    _accept(reviewer, of)

    assert Assessment.objects.get(pk=of.assessment.pk).is_locked
    author.goto(f"{of.question('pace')}history/")
    arrived(author, "How is pace?")
    expect(author.locator(".timeline del").first).to_have_text("4")
    expect(author.locator(".timeline ins").first).to_have_text("5")


def _hand_in(author: Page, of: Filling) -> None:
    author.goto(f"{of.page}submit/")
    author.get_by_role("button", name="Submit").click()
    arrived(author, "Received")


def _return(reviewer: Page) -> None:
    reviewer.goto("/")
    reviewer.get_by_role("link", name="Review: People of Kaveri").click()
    arrived(reviewer, "Review")
    reviewer.get_by_text("Return this answer…").first.click()
    reviewer.get_by_label("What is to be corrected here?").first.fill("Which sites were seen?")
    reviewer.get_by_role("button", name="Return with these reasons").click()
    expect(reviewer.get_by_text("Its authors are told")).to_be_visible()


def _correct(author: Page, of: Filling) -> None:
    author.goto("/")
    author.get_by_role("link", name="Correct, it was returned").click()
    arrived(author, "People of Kaveri")
    question = author.locator("[data-question=pace]")
    expect(question.get_by_text("Which sites were seen?")).to_be_visible()
    question.get_by_text("4", exact=True).click()
    expect(question.locator("[data-status]")).to_contain_text("saved")
    question.get_by_role("link", name="Comment").click()
    question.get_by_label("Your comment").fill("Both sites now.")
    question.get_by_role("button", name="Comment").click()
    expect(question.locator(".comment-text")).to_have_text("Both sites now.")
    arrived(author, "People of Kaveri")
    _hand_in(author, of)


def _ask(reviewer: Page, of: Filling) -> None:
    reviewer.goto(f"{of.page}read/")
    question = reviewer.locator("[data-question=pace]")
    question.get_by_role("link", name="Please clarify").click()
    question.get_by_label("What is unclear?").fill("Does it hold for this year?")
    question.get_by_role("button", name="Ask its author").click()
    expect(question.get_by_text("Waiting for its author")).to_be_visible()
    arrived(reviewer, "People of Kaveri")


def _clarify(author: Page) -> None:
    author.goto("/")
    author.get_by_role("link", name="Clarify: How is pace?").click()
    arrived(author, "How is pace?")
    author.get_by_text("5", exact=True).click()
    author.get_by_label("What do you say to the question?").fill("It is better now.")
    author.get_by_role("button", name="Save the changed answer").click()
    expect(author.get_by_text("It is better now.")).to_be_visible()


def _accept(reviewer: Page, of: Filling) -> None:
    reviewer.goto(f"/assessments/{of.assessment.pk}/review/")
    reviewer.get_by_role("button", name="Accept and lock").click()
    arrived(reviewer, "People of Kaveri")
    expect(reviewer.get_by_text("Accepted and locked")).to_be_visible()
