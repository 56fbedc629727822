"""A panel of three: asked, each rates alone, and one answer is found where they differ."""

import pytest
from playwright.sync_api import Page, expect

from assessments import actions
from assessments.models import Assessment
from assessments.queries import live_score
from outsourcing.accounts.models import User
from tests.assessments.factories import NOW, assessment, question, section
from tests.assessments.panels.panels import Table, ask, rate
from tests.browser.walking import arrived
from tests.people import person
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def asked_by_browser(browse: Browse) -> Table:
    """The lead puts the third to two who were asked already."""
    lead = person("procurement_lead", name="Marieke Kuipers")
    assessed = assessment(section("all", question("pace"), question("calm")), by=lead.as_actor())
    raters = [person("evaluator", name=f"Evaluator {letter}") for letter in "ABC"]
    for one in raters[:2]:
        ask(assessed, lead.as_actor(), one)
    page = browse(lead)
    page.goto(f"/assessments/{assessed.pk}/panel/")
    arrived(page, "Who rates this")
    page.get_by_label("Person").select_option(label=str(raters[2]))
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("3 evaluators rate alone, 0 submitted")).to_be_visible()
    arrived(page, "Who rates this")
    return Table(assessed, lead, raters)


def rated_by_browser(page: Page, assessed: Assessment) -> None:
    """Whoever was asked declares, rates and hands in."""
    page.goto(f"/assessments/{assessed.pk}/")
    arrived(page, "Is there anything that could colour your rating?")
    page.get_by_label("I have no interest that could colour my rating").check()
    page.get_by_role("button", name="Declare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(assessed.title)
    page.locator(".tile").filter(has_text="2").first.click()
    expect(page.locator("[data-question]").first.get_by_text("saved")).to_be_visible()
    page.get_by_role("link", name="Submit").first.click()
    page.get_by_role("button", name="Submit as it is").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Received")


def settled_by_browser(browse: Browse, lead: User, assessed: Assessment) -> None:
    """The lead opens the round, settles, and hands the consensus in."""
    page = browse(lead, width=PHONE)
    page.goto(f"/assessments/{assessed.pk}/consensus/")
    arrived(page, "What does the panel still disagree on?")
    page.get_by_role("button", name="Open the consensus").click()
    expect(page.get_by_text("0 of 1 disputed question is settled")).to_be_visible()
    arrived(page, "What does the panel still disagree on?")
    page.get_by_label("Why").fill("C had not seen the second site.")
    page.get_by_role("button", name="Take the median: 4").click()
    expect(page.get_by_text("1 of 1 disputed question is settled")).to_be_visible()
    expect(page.locator(".consensus-said")).to_contain_text("C had not seen the second site.")
    page.get_by_role("button", name="Hand the consensus in").click()
    expect(page.get_by_text("The consensus is handed in.")).to_be_visible()


def test_a_panel_of_three_comes_to_a_consensus(browse: Browse) -> None:
    table = asked_by_browser(browse)
    rate(table, 0, {"pace": 5, "calm": 3})
    rate(table, 1, {"pace": 4, "calm": 3})

    rated_by_browser(browse(table.raters[2]), table.assessment)
    settled_by_browser(browse, table.manager, table.assessment)

    values = {one.key: one.value for one in live_score(table.assessment).questions}
    assert values == {"pace": 0.75, "calm": 0.5}
    table.assessment.refresh_from_db()
    assert table.assessment.state == "submitted"
    assert actions.finish_consensus(by=table.lead, response=table.consensus, now=NOW).receipt
