"""An executive reads the decision board and follows a figure to what it is made of."""

import re

import pytest
from playwright.sync_api import expect

from tests.people import person
from tests.selection.factories import FULL, PLAIN, candidate, with_readiness, work_off, world
from tests.services.accessibility import assert_accessible
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_executive_reads_who_leads_and_opens_a_dimension(browse: Browse) -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    with_readiness(of, {"owner": 4, "time": 2})
    work_off()
    page = browse(person("executive", name="Henk de Vries"))

    page.goto("/")
    page.get_by_role("link", name=re.compile("Phase III data management: choose a provider")).click()
    expect(page.get_by_text("Meridian Clinical leads with 92.5.")).to_be_visible()
    expect(page.get_by_text("Computed", exact=False).first).to_contain_text("up to date")
    expect(page.locator("[data-chart] svg.main-svg").first).to_be_visible()
    assert_accessible(page)

    page.get_by_text("2 dimensions: Meridian Clinical").click()
    page.get_by_role("link", name=re.compile("^Culture")).first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Culture")


def test_the_explanation_and_the_phone(browse: Browse) -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    work_off()
    page = browse(person("executive"), width=PHONE)

    page.goto(f"/projects/{of.project.pk}/board/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_role("link", name="Why? Kaveri Research").click()

    expect(page.get_by_text("What lowers it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert_accessible(page)


def test_a_lead_sees_the_shares_while_typing_and_saves_them(browse: Browse) -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()
    page = browse(of.lead)

    page.goto(f"/projects/{of.project.pk}/")
    page.get_by_label("Culture").fill("10")
    expect(page.locator("[data-share]").first).to_have_text("20\u00a0%")
    expect(page.locator("[data-share]").last).to_have_text("80\u00a0%")
    assert_accessible(page)
    page.get_by_role("button", name="Save weights").click()

    expect(page.get_by_text("The weights are saved")).to_be_visible()
    expect(page.get_by_label("Culture")).to_have_value("10")
