"""A lead asks for a roster, a contact hands it over in the portal, and both see the same figures."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import arrived
from tests.people import person
from tests.portal.world import path_in, work_off
from tests.providers.factories import contact, provider
from tests.providers.rosters.bombs import far_cell
from tests.providers.rosters.factories import work
from tests.providers.rosters.files import text
from tests.providers.rosters.test_pages import many
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AS_OF = date(2026, 6, 30)
LEFT = "21.2\u00a0% left in the last twelve months"


def list_of_staff(folder: Path) -> Path:
    """A hundred people of whom a fifth left, and one row that cannot be."""
    rows = [*many(20, 80), ("9", "QA", "Pune", "", "2022-02-30", "", "")]
    file = folder / "staff.csv"
    file.write_bytes(text(rows, separator=";").read())
    return file


def ask(lead: Page, address: str) -> None:
    """From the empty tab to a request."""
    lead.goto(address)
    arrived(lead, "Kaveri")
    lead.get_by_role("link", name="Ask for a roster").first.click()
    arrived(lead, "Ask for a roster")
    lead.get_by_label("As of").fill(str(AS_OF))
    lead.get_by_label("Asha Rao").check()
    lead.get_by_label("Note to them").fill("For our steering committee.")
    lead.get_by_label("Ask again every quarter").check()
    lead.get_by_role("button", name="Ask for it").click()
    arrived(lead, "Roster as of 30 Jun 2026")


def hand_over(page: Page, file: Path) -> None:
    """From the task on the home to the row that was set aside."""
    page.get_by_role("link", name=re.compile("Upload it")).click()
    arrived(page, "Staff roster as of 30 Jun 2026")
    expect(page.get_by_role("main")).to_contain_text("For our steering committee.")
    page.get_by_label("Roster", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("main")).to_contain_text("The file is being looked at.")
    work()
    expect(page.get_by_role("main")).to_contain_text("Is the file read right?")
    arrived(page, "Roster of 30 Jun 2026")
    page.get_by_role("button", name="Read it").click()
    work()
    expect(page.get_by_role("main")).to_contain_text("100 of 101 rows count; 1 was set aside.")
    expect(page.get_by_role("main")).to_contain_text("this is no date in the chosen format")
    arrived(page, "Roster of 30 Jun 2026")


def test_a_roster_that_a_lead_asks_for_comes_from_the_portal(browse: Browse, tmp_path: Path) -> None:
    marieke, kaveri = person("procurement_lead", name="Marieke Kuipers"), provider("Kaveri")
    contact(kaveri, "Asha Rao", email="asha@kaveri.example")
    lead, asha = browse(marieke), browse(width=PHONE)
    ask(lead, f"/providers/{kaveri.pk}/attrition/")

    asha.goto(path_in())
    asha.get_by_role("button", name="Begin").click()
    arrived(asha, "One thing is asked of you")
    hand_over(asha, list_of_staff(tmp_path))
    work_off("providers.analyse_roster", "providers.compare_rosters")
    asha.get_by_role("link", name="See the figures").click()
    arrived(asha, "Staff rosters")
    expect(asha.get_by_role("main")).to_contain_text(LEFT)

    lead.goto(f"/providers/{kaveri.pk}/attrition/")
    expect(lead.get_by_role("main")).to_contain_text(LEFT)
    expect(lead.get_by_role("main")).to_contain_text("Handed in")


def test_a_file_that_is_not_taken_says_why_and_keeps_the_day(browse: Browse, tmp_path: Path) -> None:
    lead, kaveri = browse(person("procurement_lead")), provider("Kaveri")
    picture, bomb = tmp_path / "staff.csv", tmp_path / "staff.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 60)
    bomb.write_bytes(far_cell())
    lead.goto(f"/providers/{kaveri.pk}/rosters/new/")
    lead.get_by_label("As of").fill("2026-05-31")
    lead.get_by_label("Roster", exact=False).first.set_input_files(picture)
    lead.get_by_role("button", name="Upload").click()

    expect(lead.get_by_role("main")).to_contain_text("By its content this file is: picture (PNG).")
    expect(lead.get_by_label("As of")).to_have_value("2026-05-31")
    arrived(lead, "New roster")
    lead.get_by_label("Roster", exact=False).first.set_input_files(bomb)
    lead.get_by_role("button", name="Upload").click()
    expect(lead.get_by_role("main")).to_contain_text("The file is being looked at.")
    work()
    expect(lead.get_by_role("main")).to_contain_text("This sheet has more than 200000 rows.")
    expect(lead.get_by_role("main")).to_contain_text("Earlier rosters stand as they are.")
    arrived(lead, "Roster of 31 May 2026")
