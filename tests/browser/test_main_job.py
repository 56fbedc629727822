"""The whole chain once: an answer in one browser moves the figure that an executive reads in another."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import arrived
from tests.people import person
from tests.selection.factories import PLAIN, assessment_of, candidate, world
from tests.services.browser import Browse
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def fit_of(page: Page, name: str) -> str:
    """The fit that the board shows once it says that it is up to date; nothing before."""
    page.reload()
    if not page.get_by_role("main").get_by_text("up to date").first.is_visible():
        return ""
    return page.get_by_role("row", name=name).locator("strong.fit").first.inner_text()


def test_an_answer_moves_the_fit_that_the_executive_reads(
    browse: Browse, celery_worker_process: RealWorker
) -> None:
    of = world()
    candidate(of, "Meridian Clinical", {**PLAIN, "culture": {"news": 4}})
    kaveri = candidate(of, "Kaveri Research", PLAIN)
    lead, executive = browse(of.lead), browse(person("executive", name="Ingrid de Vries"))
    executive.goto(f"/projects/{of.project.pk}/board/")
    # Half of the culture that weighs 60, and three quarters of the people that weigh 40.
    eventually(lambda: fit_of(executive, "Kaveri Research") == "60.0", what="the first fit")
    expect(executive.get_by_role("main")).to_contain_text("Meridian Clinical leads with 75.0.")

    lead.goto(f"/assessments/{assessment_of(kaveri, 'culture').pk}/")
    lead.get_by_role("link", name="Answer").first.click()
    news = lead.get_by_role("group", name="How is news?")
    news.get_by_text("5", exact=True).click()
    expect(news.get_by_role("status")).to_contain_text("saved")

    eventually(lambda: fit_of(executive, "Kaveri Research") == "90.0", what="the fit of the new answer")
    arrived(executive, "Decision board")
    expect(executive.get_by_role("main")).to_contain_text("Kaveri Research leads with 90.0.")
