"""A review that comes back: made once, opened by itself, last time's answer taken over, and what changed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.actions.cycling import open_due_cycles
from assessments.models import ReviewSeries, Subject, TemplateVersion
from tests.assessments.factories import published, section, subject
from tests.assessments.factories import question as asked
from tests.assessments.repeating import work_off
from tests.browser.walking import arrived
from tests.people import person
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_cycle_repeats(browse: Browse) -> None:
    version = published(section("site", asked("power"), asked("network")), key="infrastructure")
    about, lead = subject("Kaveri Research"), person("procurement_lead", name="Marieke Kuipers")
    today, page = timezone.localdate(), browse(lead)

    _make_series(page, version, about)
    open_due_cycles(today=today, now=timezone.now())
    page.reload()
    page.get_by_role("link", name="Answer").click()
    _answer(page, "power", "4")
    _answer(page, "network", "2")
    page.get_by_role("link", name="Submit").click()
    page.get_by_role("button", name="Submit").click()
    arrived(page, "Received")

    series = ReviewSeries.objects.get()
    open_due_cycles(today=series.next_due, now=timezone.now() + timedelta(days=180))
    _answer_again(page, series)

    work_off()
    page.goto(f"/providers/{about.provider_id}/reviews/")
    page.get_by_role("link", name="What changed").click()
    arrived(page, "Kaveri Research: Infrastructure")
    expect(page.get_by_role("main")).to_contain_text("The score went from 50.0 to 87.5 (+37.5).")
    phone = browse(lead, width=PHONE)
    phone.goto(page.url)
    arrived(phone, "Kaveri Research: Infrastructure")


def _make_series(page: Page, version: TemplateVersion, about: Subject) -> None:
    page.goto("/reviews/")
    arrived(page, "Reviews")
    page.get_by_role("link", name="New review series").click()
    arrived(page, "New review series")
    page.get_by_label("Checklist").select_option(str(version.template_id))
    page.get_by_label("About").select_option(str(about.provider_id))
    page.get_by_label("Every how many months").fill("6")
    page.get_by_label("Next due on").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Let it come back").click()
    arrived(page, "Infrastructure: Kaveri Research")


def _answer(page: Page, key: str, level: str) -> None:
    group = page.get_by_role("group", name=f"How is {key}?")
    group.get_by_text(level, exact=True).click()
    expect(group.get_by_role("status")).to_contain_text("saved")


def _answer_again(page: Page, series: ReviewSeries) -> None:
    """One answer as last time, by a deed; the other anew."""
    page.goto(f"/reviews/{series.pk}/")
    arrived(page, "Infrastructure: Kaveri Research")
    page.get_by_role("link", name="Answer").click()
    page.get_by_role("link", name="Last time: 4").click()
    page.get_by_role("button", name="Answer as last time").click()
    expect(page.get_by_text("Taken over.")).to_be_visible()
    power = page.get_by_role("group", name="How is power?")
    expect(power.get_by_role("radio", name="4")).to_be_checked()
    _answer(page, "network", "5")
