"""One day of each role: what a person in it sees, and walks through."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from assessments.actions import submit_response
from outsourcing.accounts.models import User, UserState
from tests.accounts.test_sign_in import link_in
from tests.assessments import factories
from tests.assessments.pages.places import colleague, filling
from tests.browser.walking import arrived, assert_only_read, sign_in
from tests.people import PASSWORD, person
from tests.providers.factories import provider
from tests.selection.factories import FULL, PLAIN, assessment_of, candidate, with_readiness, work_off, world
from tests.services.accessibility import assert_accessible
from tests.services.browser import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def follow(page: Page, name: str) -> None:
    """Go there by the sidebar."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


def test_a_procurement_lead_opens_answers_and_submits(browse: Browse) -> None:
    person("procurement_lead", name="Marieke Kramer", email="marieke@example.test", password=PASSWORD)
    factories.published(key="people")
    provider("Kaveri Research")
    page = browse()
    sign_in(page, "marieke@example.test")
    arrived(page, "Marieke")

    follow(page, "Assessments")
    arrived(page, "Assessments")
    page.get_by_role("main").get_by_role("link", name="New assessment").click()
    arrived(page, "New assessment")
    page.get_by_label("Checklist").select_option(label="People, version 1")
    page.get_by_label("About").select_option(label="Kaveri Research")
    page.get_by_role("button", name="Open assessment").click()
    arrived(page, "People: Kaveri Research")
    page.get_by_role("link", name="Answer").first.click()
    arrived(page, "People: Kaveri Research")

    progress = page.get_by_label("Progress")
    expect(progress).to_contain_text("nothing that counts is answered yet")
    pace = page.get_by_role("group", name="How is pace?")
    pace.get_by_text("5", exact=True).click()
    expect(pace.get_by_role("status")).to_contain_text(re.compile(r"saved \d"))
    # Three quarters of a section of 60 % are in; only what is open can still lower it.
    expect(progress).to_contain_text("between 45.0 and 100.0 once complete")

    page.get_by_role("link", name="Submit…").click()
    arrived(page, "2 questions are still open")
    page.get_by_role("button", name="Submit as it is").click()
    arrived(page, "Received, thank you")
    expect(page.get_by_role("main")).to_contain_text("1 of 3 answered")


def test_an_evaluator_finds_what_was_handed_over_and_nothing_else(browse: Browse) -> None:
    place = filling()
    joseph = colleague(place, name="Joseph Okafor").lead
    other = factories.assessment(by=place.lead.as_actor())
    page = browse(joseph, expect=("404",))

    page.goto("/")
    arrived(page, "Joseph")
    expect(page.get_by_role("main")).to_contain_text("1 thing is yours to do")
    page.get_by_role("link", name=re.compile("^Finish: People of Kaveri")).click()
    arrived(page, "People of Kaveri")
    bench = page.get_by_role("group", name="How is bench?")
    bench.get_by_text("Yes", exact=True).click()
    expect(bench.get_by_role("status")).to_contain_text(re.compile(r"saved \d"))

    reply = page.goto(f"/assessments/{other.pk}/")
    assert reply is not None
    assert reply.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This page cannot be found")
    expect(page.get_by_role("main")).to_contain_text("ask them to give you access")
    assert_accessible(page)
    page.get_by_role("link", name="Go to home").click()
    arrived(page, "Joseph")


def test_an_executive_reads_on_the_telephone_from_home_to_the_answers(browse: Browse) -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    with_readiness(of, {"owner": 4, "time": 2})
    work_off()
    page = browse(person("executive", name="Ingrid de Vries"), width=PHONE)

    page.goto("/")
    arrived(page, "Ingrid")
    expect(page.get_by_role("main")).to_contain_text("Phase III data management needs a decision")
    page.get_by_role("link", name=re.compile("choose a provider")).click()
    arrived(page, "Decision board")
    assert_only_read(page)
    page.get_by_text("2 dimensions: Meridian Clinical").click()
    page.get_by_role("link", name=re.compile("^People")).first.click()

    arrived(page, "People")
    expect(page.get_by_role("main")).to_contain_text("Meridian Clinical")
    assert_only_read(page)


def test_a_template_admin_reads_what_each_answer_is_worth(browse: Browse) -> None:
    version = factories.published(key="people")
    factories.assessment(version=version)
    page = browse(person("template_admin", name="Ruth Smit"))

    page.goto("/")
    arrived(page, "Ruth")
    row = page.get_by_role("row", name=re.compile("^People"))
    expect(row).to_contain_text("1, 1 open")
    follow(page, "Templates")
    arrived(page, "Templates")
    page.get_by_role("link", name=re.compile("^People")).click()

    arrived(page, "People")
    main = page.get_by_role("main")
    expect(main).to_contain_text("45.0")
    expect(main).to_contain_text("There is no reserve.")
    expect(main.get_by_role("button", name="Edit")).to_be_visible()


def test_an_auditor_reads_the_trail_and_changes_nothing(browse: Browse) -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", FULL)
    assessed = assessment_of(added, "people")
    submit_response(by=of.lead.as_actor(), response=factories.response_of(assessed), now=factories.LATER)
    work_off()
    page = browse(person("auditor", name="Anil Mehta"))

    page.goto("/")
    arrived(page, "Anil")
    page.get_by_role("link", name="Read the whole trail").click()
    arrived(page, "Audit trail")
    page.get_by_label("Who").fill("Marieke")
    page.get_by_role("button", name="Filter").click()
    arrived(page, "Audit trail")
    expect(page.get_by_role("row", name=re.compile("Marieke Kuipers")).first).to_be_visible()
    expect(page.get_by_role("table")).not_to_contain_text("Parity")
    places = {
        f"/providers/{added.provider_id}/": "Meridian Clinical",
        f"/assessments/{assessed.pk}/": "People",
        f"/projects/{of.project.pk}/": "Phase III data management",
        f"/projects/{of.project.pk}/board/": "Decision board",
    }
    for address, heading in places.items():
        page.goto(address)
        arrived(page, heading)
        assert_only_read(page)


def test_an_administrator_invites_somebody_and_lets_them_go(browse: Browse) -> None:
    admin, guest = browse(person("administrator", name="Petra Novak")), browse()

    admin.goto("/")
    arrived(admin, "Petra")
    follow(admin, "People and roles")
    arrived(admin, "People and roles")
    admin.get_by_role("link", name="Invite somebody").click()
    arrived(admin, "Invite somebody")
    admin.get_by_label("Name").fill("Ravi Menon")
    admin.get_by_label("E-mail address").fill("ravi@example.test")
    admin.get_by_role("checkbox", name=re.compile("^Evaluator")).check()
    admin.get_by_role("button", name="Invite").click()
    arrived(admin, "The link is on its way to Ravi Menon")

    guest.goto(link_in(str(mail.outbox[-1].body)))
    arrived(guest, "Choose a password")
    for field in guest.locator("input[type=password]").all():
        field.fill(PASSWORD)
    guest.get_by_role("button", name="Save and sign in").click()
    arrived(guest, "Ravi")

    ravi = User.objects.get(email="ravi@example.test")
    assert ravi.state is UserState.ACTIVE
    follow(admin, "People and roles")
    admin.get_by_role("link", name="Ravi Menon").click()
    arrived(admin, "Ravi Menon")
    admin.get_by_role("button", name="Deactivate").click()
    expect(admin.get_by_role("button", name="Reactivate")).to_be_visible()
    guest.reload()
    arrived(guest, "Sign in")
