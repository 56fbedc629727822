"""A roster answers the people checklist; who manages it narrows whose figures count."""

import pytest
from playwright.sync_api import Page, expect

from assessments.actions import save_answer
from assessments.domain.questionnaire import Side
from tests.assessments.factories import NOW, question_of, response_of
from tests.assessments.measured.measuring import Measuring, measuring, roster, work_off
from tests.browser.walking import arrived
from tests.people import person
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIGURE = "10.8\u00a0% measured, and counts"


def answered_by_a_roster() -> Measuring:
    """What the provider states is contradicted by the roster that it handed over."""
    of = measuring(by=person("procurement_lead", name="Marieke Kuipers"))
    roster(of.provider)
    save_answer(
        by=of.lead.as_actor(),
        response=response_of(of.assessment, Side.PROVIDER),
        question=question_of(of.assessment, "voluntary"),
        raw_value="3",
        expected_row_version=0,
        now=NOW,
    )
    return of


def narrow(page: Page, of: Measuring) -> None:
    """From the assessment to one function, by keyboard."""
    page.goto(f"/assessments/{of.assessment.pk}/")
    arrived(page, "People: Kaveri Research")
    expect(page.get_by_role("main")).to_contain_text(
        "4 of 4 questions are answered by the roster of 30 Jun 2026."
    )
    page.get_by_role("link", name="Whose figures count").click()
    arrived(page, "Whose figures count?")
    page.get_by_label("QA").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Functions: QA")
    expect(page.get_by_role("main")).to_contain_text("being computed")


def test_the_lead_reads_what_is_measured_and_narrows_it(browse: Browse) -> None:
    of = answered_by_a_roster()
    page = browse(of.lead)
    question = page.get_by_role("article").filter(has_text="How is voluntary?")

    page.goto(f"/assessments/{of.assessment.pk}/answer/{response_of(of.assessment).pk}/")
    arrived(page, "People: Kaveri Research")
    expect(question).to_contain_text(FIGURE)
    expect(question).to_contain_text("The roster contradicts it: too low, 10.8\u00a0% left")
    narrow(page, of)
    work_off()
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text("being computed")

    page.get_by_role("link", name="Measured", exact=True).click()
    arrived(page, "People: Kaveri Research")
    expect(question).to_contain_text("22.2\u00a0%")
    page.goto(f"/assessments/{of.assessment.pk}/proof/")
    arrived(page, "Proof")
    page.get_by_role("link", name="Roster of 30 Jun 2026").first.click()
    arrived(page, "Kaveri Research")
    expect(page.get_by_role("main")).to_contain_text("As of 30 Jun 2026")


def test_it_reads_on_a_phone(browse: Browse) -> None:
    of = answered_by_a_roster()
    page = browse(of.lead, width=PHONE)

    page.goto(f"/assessments/{of.assessment.pk}/answer/{response_of(of.assessment).pk}/")
    arrived(page, "People: Kaveri Research")
    page.goto(f"/assessments/{of.assessment.pk}/scope/")
    arrived(page, "Whose figures count?")
