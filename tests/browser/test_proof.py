"""The story of proof: attached at its question, chosen again for another, graded, and expired one day."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.assessments import factories
from tests.assessments.pages.places import Filling, filling
from tests.assessments.proof.proofs import CERTIFICATE, attach
from tests.browser.walking import arrived
from tests.files import samples
from tests.services.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def checklist() -> Filling:
    """Two questions that ask for proof."""
    return filling(
        factories.section(
            "security",
            factories.question("certified", factories.YES_NO, 3, proof=CERTIFICATE),
            factories.question("backups", factories.SCALE, 1, proof="A test report"),
        )
    )


def panel(page: Page, of: Filling, key: str) -> Locator:
    """What opens below a question."""
    return page.locator(f"#panel-{factories.question_of(of.assessment, key).pk}")


def foot(page: Page, key: str, words: str) -> Locator:
    """The link to proof at the foot of a question."""
    return page.get_by_role("group", name=f"How is {key}?").get_by_role("link", name=words)


def test_proof_is_attached_chosen_again_graded_and_listed(browse: Browse, tmp_path: Path) -> None:
    of = checklist()
    wrong, right = tmp_path / "certificate.pdf", tmp_path / "ISO 27001.pdf"
    wrong.write_bytes(samples.png())
    right.write_bytes(samples.pdf())
    page = browse(of.lead, expect=("422",))
    page.goto(of.page)

    foot(page, "certified", "Attach proof").click()
    below = panel(page, of, "certified")
    expect(below).to_contain_text("it is only told")
    below.get_by_label("File", exact=True).set_input_files(wrong)
    below.get_by_role("button", name="Attach").click()
    expect(below).to_contain_text("ends in .pdf, but the content is: picture (PNG)")
    below.get_by_label("File", exact=True).set_input_files(right)
    below.get_by_label("Valid until").fill("2099-03-31")
    below.get_by_role("button", name="Attach").click()
    expect(below.get_by_role("link", name="ISO 27001.pdf")).to_be_visible()
    arrived(page, "People of Kaveri")
    foot(page, "certified", "1 proof").click()
    expect(below).to_be_empty()

    foot(page, "backups", "Attach proof").click()
    below = panel(page, of, "backups")
    below.get_by_label("Or a document that is here already").select_option(label="ISO 27001.pdf")
    below.get_by_role("button", name="Attach").click()
    below.get_by_text("Grade", exact=True).click()
    below.get_by_role("combobox", name="Grade").select_option("verified")
    below.get_by_role("button", name="Save the grade").click()
    expect(below).to_contain_text("Verified")

    page.goto(f"/assessments/{of.assessment.pk}/proof/")
    arrived(page, "Proof")
    expect(page.get_by_role("link", name="ISO 27001.pdf")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="ISO 27001.pdf").first.click()
    assert download.value.suggested_filename == "ISO 27001.pdf"
    assert Path(download.value.path()).read_bytes() == samples.pdf()


def test_expired_proof_is_amber_wherever_the_answer_is_shown(browse: Browse) -> None:
    of = checklist()
    yesterday = timezone.localdate() - timedelta(days=1)
    asked = factories.question_of(of.assessment, "certified")
    attach(of.lead.as_actor(), of.response, asked, content=samples.pdf(), valid_until=yesterday)
    page = browse(of.lead)

    page.goto(of.page)
    expect(foot(page, "certified", "Proof expired")).to_be_visible()
    page.goto(f"/assessments/{of.assessment.pk}/")
    page.get_by_role("link", name="1 answer rests on expired proof").click()
    arrived(page, "Proof")
    expect(page.get_by_text("1 answer rests on expired proof.")).to_be_visible()
    page.get_by_role("link", name="How is certified?").click()
    arrived(page, "What proves this answer?")
    expect(page.get_by_role("main")).to_contain_text("What proved this answer has expired.")
