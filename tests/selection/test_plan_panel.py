"""The latest plan for a team stands on the people tab of its provider, for whoever may see the project."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from providers.domain.attrition.analysis import ENGINE_VERSION
from providers.models import RosterAnalysis
from selection.actions.plans import PlanFacts, create_plan
from selection.domain.team_plan import TeamMember
from selection.models import TeamPlan
from selection.queries.plans import grounds_of, planned
from tests.people import person, signed_in
from tests.selection.factories import candidate, world
from tests.selection.plans import SAID, plan_of


def fourteen(plan: TeamPlan, of: object) -> TeamPlan:
    """A later plan beside another one."""
    team = [TeamMember("Programmer", "Dev", float(number)) for number in range(14)]
    return create_plan(
        by=of.lead.as_actor(),  # type: ignore[attr-defined]
        candidacy=plan.candidacy,
        grounds=grounds_of(plan),
        facts=PlanFacts("Fourteen", 24, "EUR", team, SAID),
        now=timezone.now() + timedelta(hours=1),
    )


@pytest.mark.django_db
def test_the_headline_of_the_latest_plan_stands_on_the_people_tab() -> None:
    of = world()
    plan = fourteen(plan_of(candidate(of, "Kaveri Research"), of.lead), of)
    leavers = planned(plan).planned.leavers
    low, high = leavers.range()

    page = signed_in(of.lead).get(f"/providers/{plan.candidacy.provider_id}/attrition/").content.decode()

    assert "Team of 14 over 24 months" in page
    assert f'{leavers.expected:.1f} <span class="stat-unit">leavers</span>' in page
    assert f"80 % range {low}–{high}" in page
    assert f'<a href="/projects/{of.project.pk}/plans/{plan.pk}/">Fourteen</a>' in page
    assert "Team of 2 over" not in page


@pytest.mark.django_db
def test_whoever_may_not_see_the_project_sees_no_plan_of_it() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)

    stranger = signed_in(person("procurement_lead"))
    page = stranger.get(f"/providers/{plan.candidacy.provider_id}/attrition/").content.decode()

    assert "Kaveri Research" in page
    assert "What it does to the plan" not in page
    assert plan.title not in page


@pytest.mark.django_db
def test_a_plan_of_before_shows_its_headline_too() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    TeamPlan.objects.update(headline={})

    page = signed_in(of.lead).get(f"/providers/{plan.candidacy.provider_id}/attrition/").content.decode()

    assert f'{planned(plan).planned.leavers.expected:.1f} <span class="stat-unit">leavers</span>' in page


@pytest.mark.django_db
def test_a_headline_follows_figures_that_were_computed_anew() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    kept = {**plan.headline, "expected": 7.5}
    TeamPlan.objects.update(headline=kept)
    address = f"/providers/{plan.candidacy.provider_id}/attrition/"
    client, shown = signed_in(of.lead), '<span class="stat-unit">leavers</span>'
    assert f"7.5 {shown}" in client.get(address).content.decode()

    RosterAnalysis.objects.update(engine_version=ENGINE_VERSION + 1)

    assert f"{planned(plan).planned.leavers.expected:.1f} {shown}" in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_page_of_a_plan_reads_as_often_for_one_person_as_for_two_hundred() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    client, address = signed_in(of.lead), f"/projects/{of.project.pk}/plans/{plan.pk}/"
    client.get(address)
    with assertNumQueries(READS):
        client.get(address)
    TeamPlan.objects.update(team=plan.team * 100)

    with assertNumQueries(READS):
        client.get(address)


READS = 12
