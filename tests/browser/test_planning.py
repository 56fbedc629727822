"""A lead types a team in, reads what to expect, changes a remedy and an assumption, and prints the plan."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from selection.models import TeamPlan
from tests.browser.walking import arrived
from tests.selection.factories import candidate, world
from tests.selection.plans import analysis_of
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def type_in(page: Page) -> None:
    """With the keyboard alone: one person typed, two pasted from a spreadsheet."""
    page.get_by_label("Title").focus()
    page.keyboard.type("First study")
    page.get_by_label("Months of the project").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("18")
    first = page.get_by_role("group", name="Person 1", exact=True)
    first.get_by_label("Role").focus()
    page.keyboard.type("Lead programmer")
    first.get_by_label("Months with the provider").focus()
    page.keyboard.type("30")
    page.get_by_text("Paste rows from a spreadsheet").focus()
    page.keyboard.press("Enter")
    page.get_by_label("One person a line").focus()
    page.keyboard.insert_text("Tester\tQA\t4\nTester\tQA\t2025-03-31")
    page.get_by_role("button", name="Take over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Person 3", exact=True).get_by_label("first day")).to_have_value(
        "2025-03-31"
    )
    arrived(page, "New team plan")
    page.get_by_role("button", name="Save the plan").focus()
    page.keyboard.press("Enter")


def figure(page: Page, row: str, column: int) -> str:
    """One figure of the remedies, by its row."""
    line = page.get_by_role("region", name="What would help").get_by_role("row", name=re.compile(row))
    return line.get_by_role("cell").nth(column).inner_text()


def test_a_team_is_planned_changed_and_printed(browse: Browse, tmp_path: Path) -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)
    lead = browse(of.lead)
    lead.goto(f"/projects/{of.project.pk}/")
    lead.locator("#plans").get_by_role("link", name="Kaveri Research").click()
    arrived(lead, "New team plan")
    type_in(lead)

    arrived(lead, "First study")
    expect(lead.get_by_role("main")).to_contain_text("of a team of 3 to leave within 18 months")
    assert figure(lead, "^FTE-months lost by each departure", 0) == "3.75"
    assert figure(lead, "^FTE-months lost by each departure", 2) == "1.88"

    lead.get_by_role("link", name="Edit").click()
    arrived(lead, "First study")
    lead.get_by_label("Bench: % of seats taken over at once").fill("20")
    lead.get_by_label("Months until fully productive").fill("4")
    lead.get_by_role("button", name="Save the plan").click()
    arrived(lead, "First study")
    assert figure(lead, "^FTE-months lost by each departure", 0) == "3.00"
    assert figure(lead, "^FTE-months lost by each departure", 2) == "2.40"
    expect(lead.get_by_role("main")).to_contain_text("Trained bench for 20")
    expect(lead.get_by_role("main")).to_contain_text("Bench: % of seats taken over at once: 50")

    printed(lead, of.project.name, tmp_path)
    phone = browse(of.lead, width=PHONE)
    phone.goto(f"/providers/{candidacy.provider_id}/attrition/")
    arrived(phone, "Kaveri Research")
    phone.get_by_role("link", name="First study").click()
    arrived(phone, "First study")


def printed(page: Page, project: str, folder: Path) -> None:
    """On paper: what it rests on, the figures and the tables; nothing to press, and on two pages."""
    page.emulate_media(media="print")
    expect(page.get_by_text(f"Project: {project} · provider: Kaveri Research")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("link", name="Edit")).to_be_hidden()
    expect(page.get_by_role("button", name="Remove this plan")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    for heading in ("How many leave", "What it takes from the plan", "What would help", "Assumptions"):
        expect(page.get_by_role("heading", name=re.compile(f"^{heading}"))).to_be_visible()
    paper = page.pdf(path=folder / "plan.pdf", format="A4")
    assert paper.count(b"/Type /Page\n") <= 2
    page.emulate_media(media="screen")
    assert TeamPlan.objects.get().row_version == 2
