"""A checklist goes through a workbook, a questionnaire is filled offline, and an assessment becomes a PDF."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from assessments.models import Answer, Question, TemplateVersion
from assessments.tasks import report
from tests.assessments import factories
from tests.assessments.factories import question, section
from tests.people import PASSWORD, person
from tests.services.accessibility import assert_accessible
from tests.services.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def downloaded(page: Page, link: str) -> bytes:
    """The file behind a link or button."""
    with page.expect_download() as waiting:
        page.get_by_text(link, exact=True).click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def typed(book: bytes, sheet: str, cells: dict[str, str], folder: Path) -> Path:
    """The workbook with these cells changed, as a program for tables would save it."""
    opened = load_workbook(BytesIO(book))
    for place, value in cells.items():
        opened[sheet][place] = value
    path = folder / "changed.xlsx"
    opened.save(path)
    return path


def test_a_checklist_is_edited_in_a_workbook(browse: Browse, tmp_path: Path) -> None:
    factories.published(section("pace", question("first"), question("second")), key="people")
    page = browse(person("template_admin", name="Tessa Admin"), expect=("422",))

    page.goto("/templates/people/v1/")
    page.get_by_role("button", name="Download").click()
    book = downloaded(page, "Workbook (.xlsx)")
    page.goto("/templates/import/")
    assert_accessible(page)
    page.set_input_files("input[type=file]", typed(book, "Questions", {"F3": "heavy"}, tmp_path))
    page.get_by_role("button", name="Import as a draft").click()
    expect(page.get_by_text("Nothing was imported: one thing needs another look.")).to_be_visible()
    expect(page.get_by_role("row", name="3 Questions Weight A number is needed here")).to_be_visible()
    assert_accessible(page)
    page.set_input_files("input[type=file]", typed(book, "Questions", {"C3": "How fast is it?"}, tmp_path))
    page.get_by_role("button", name="Import as a draft").click()

    expect(page.get_by_text("Version 2 of “People” is imported as a draft.")).to_be_visible()
    expect(page.locator("#against")).to_contain_text("1.1 wording")
    assert Question.objects.get(version__number=2, key="first").text == "How fast is it?"
    assert TemplateVersion.objects.count() == 2


def test_weights_are_found_by_comparing_pairs_with_the_keyboard(browse: Browse) -> None:
    factories.published(
        section("pace", question("first")), section("leaders", question("second")), key="people"
    )
    page = browse(person("template_admin"))

    page.goto("/templates/people/v1/")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("link", name="Find weights by comparing pairs").click()
    page.get_by_label("Pace – or – Leaders").focus()
    for _step in range(7):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The judgements agree with each other well.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Take over these weights").click()

    expect(page.get_by_text("The weights are taken over.")).to_be_visible()
    expect(page.get_by_label("Weight of Pace")).to_have_value("75")


def test_a_questionnaire_filled_offline_and_an_assessment_on_paper(browse: Browse, tmp_path: Path) -> None:
    lead = person("procurement_lead", password=PASSWORD)
    of = factories.assessment(section("all", question("pace"), question("other")), by=lead.as_actor())
    page = browse(lead)

    page.goto(f"/assessments/{of.pk}/answer/{of.responses.get().pk}/")
    page.get_by_role("link", name="Fill offline").click()
    book = downloaded(page, "Download the workbook")
    assert_accessible(page)
    filled = typed(book, "Answers", {"E3": "4", "G3": "Seen in Pune.", "E4": "many"}, tmp_path)
    page.set_input_files("input[type=file]", filled)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("1 row cannot be saved")).to_be_visible()
    expect(page.get_by_text("1 answer will be saved")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Save these answers").click()
    expect(page.get_by_text("1 answer is saved.")).to_be_visible()
    assert Answer.objects.get().note == "Seen in Pune."

    page.goto(f"/assessments/{of.pk}/")
    page.get_by_role("button", name="Download").click()
    page.get_by_text("PDF to read and print").click()
    expect(page.get_by_text("It is being made.")).to_be_visible()
    assert_accessible(page)
    report()
    assert downloaded(page, "Download the PDF").startswith(b"%PDF-")
