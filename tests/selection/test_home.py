"""Home tells executives which projects are ripe for a decision, and nobody else."""

from datetime import date

import pytest

from selection.views import entries
from tests.people import actor, client_of, signed_in
from tests.selection.factories import FULL, candidate, work_off, world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def headline() -> str:
    context = entries.to_decide(actor("executive"), TODAY)
    assert context is not None
    return entries.to_decide_headline(context)


def test_the_first_line_names_the_one_project_and_counts_many() -> None:
    assert headline() == "No project needs a decision today"

    candidate(world("Phase III data management"), "Meridian Clinical", FULL)
    work_off()
    assert headline() == "Phase III data management needs a decision"

    candidate(world("Finance shared services"), "Solent", FULL)
    work_off()
    assert headline() == "2 projects need a decision"


def test_a_project_in_which_nobody_can_be_ranked_needs_no_decision() -> None:
    candidate(world(), "Meridian Clinical")
    work_off()

    assert headline() == "No project needs a decision today"


def test_an_executive_sees_the_decision_before_the_projects() -> None:
    candidate(world(), "Meridian Clinical", FULL)
    work_off()

    page = client_of("executive").get("/").content.decode()

    assert page.index("Needs a decision") < page.index("Sourcing projects</h2>") < page.index("Yours to do")


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "template_admin", "administrator"])
def test_nobody_else_is_asked_to_decide(role: str) -> None:
    assert entries.to_decide(actor(role), TODAY) is None


def test_only_a_lead_is_offered_a_new_project() -> None:
    of = world()

    assert 'href="/projects/new/"' in signed_in(of.lead).get("/").content.decode()
    assert 'href="/projects/new/"' not in client_of("executive").get("/").content.decode()
