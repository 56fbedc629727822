"""A plan keeps its versions, tells two savers of each other, and says when it is out of date."""

from datetime import date

import pytest
from django.utils import timezone

from outsourcing.audit.models import AuditEvent
from providers.domain.attrition.grading import Grade
from selection.actions.plans import PlanChangedError, PlanFacts, change_plan, renew_plan
from selection.domain.footing import Footing
from selection.domain.plan_changes import changes
from selection.domain.team_plan import TeamMember, member_data, member_from
from selection.models import TeamPlan
from selection.queries.plans import Grounds, grounds_of, newer_grounds, planned
from tests.access.planning import PLAN
from tests.people import person, signed_in
from tests.providers.rosters.factories import claim, stored_roster
from tests.selection.factories import NOW, candidate, world
from tests.selection.plans import SAID, TEAM, people, plan_of

NEXT_DAY = date(2026, 7, 31)


def test_a_first_day_is_kept_with_the_months_that_follow_from_it() -> None:
    told = TeamMember("Tester", "QA", 12.5, date(2025, 11, 15))

    assert member_data(told)["started"] == "2025-11-15"
    assert member_from(member_data(told)) == told
    assert "started" not in member_data(TEAM[0])


def test_what_differs_between_two_versions() -> None:
    before = {"title": "A", "months": 12, "assumptions": {"ramp": {"value": 6}, "vacancy": {"value": 1}}}
    after = {"title": "A", "months": 24, "assumptions": {"ramp": {"value": 5}, "vacancy": {"value": 1}}}

    found = changes(before, after)

    assert [(each.name, each.before, each.after) for each in found] == [
        ("months", 12, 24),
        ("ramp", {"value": 6}, {"value": 5}),
    ]


@pytest.mark.django_db
def test_each_saving_keeps_a_version_and_the_page_says_what_became_otherwise() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    other = {**SAID, "ramp": {"value": 5.0, "source": "our last project", "year": 2026}}
    facts = PlanFacts(plan.title, 18, "EUR", TEAM[:1], other)
    change_plan(
        by=of.lead.as_actor(), plan=plan, grounds=grounds_of(plan), facts=facts, expected_version=1, now=NOW
    )

    reply = signed_in(of.lead).get(f"/projects/{of.project.pk}/plans/{plan.pk}/")
    page = " ".join(reply.content.decode().split())

    kept = [(each.number, each.contents["months"]) for each in plan.versions.all()]
    assert kept == [(2, 18), (1, 12)]
    assert 'Months of the project: 12 <span aria-hidden="true">→</span>' in page
    assert "The team: 2 people" in page
    assert "Months until fully productive: 6" in page
    assert "the first that is kept" in page


@pytest.mark.django_db
def test_whoever_saves_second_sees_both_and_may_save_again() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    facts = PlanFacts("Theirs", 12, "EUR", TEAM, SAID)
    change_plan(
        by=of.lead.as_actor(), plan=plan, grounds=grounds_of(plan), facts=facts, expected_version=1, now=NOW
    )
    address = f"/projects/{of.project.pk}/plans/{plan.pk}/edit/"
    client = signed_in(of.lead)

    answer = client.post(address, {**PLAN, "title": "Mine", "row_version": "1"})
    told = " ".join(answer.content.decode().split())

    assert "Somebody else changed this plan meanwhile, and that was not overwritten." in told
    assert '<td data-label="Stored now">Theirs</td> <td data-label="You typed">Mine</td>' in told
    assert '<td data-label="Stored now">2 people</td> <td data-label="You typed">1 person</td>' in told
    assert 'name="row_version" value="2"' in told
    client.post(address, {**PLAN, "title": "Mine", "row_version": "2"})
    plan.refresh_from_db()
    assert (plan.title, plan.row_version, len(plan.team)) == ("Mine", 3, 1)


@pytest.mark.django_db
def test_a_newer_roster_makes_a_plan_out_of_date_until_it_is_computed_anew() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    plan = plan_of(candidacy, of.lead)
    before = planned(plan).planned.leavers.expected
    newer = stored_roster(candidacy.provider, people(), NEXT_DAY)
    client, address = signed_in(of.lead), f"/projects/{of.project.pk}/plans/{plan.pk}/"

    stale = client.get(address).content.decode()
    client.post(f"{address}renew/", {"row_version": "1"})
    fresh = client.get(address).content.decode()

    assert "Out of date.</strong> A roster of 31 Jul 2026 came in." in stale
    assert "Out of date" not in fresh
    assert "by its roster of 31 Jul 2026" in fresh
    plan = TeamPlan.objects.get()
    assert plan.analysis
    assert plan.analysis.roster_id == newer.pk
    assert (plan.row_version, plan.team[0]["role"]) == (2, "Lead programmer")
    assert plan.headline["expected"] == pytest.approx(planned(plan).planned.leavers.expected)
    assert plan.headline["expected"] != pytest.approx(before)
    assert AuditEvent.objects.filter(action="plan.renewed").count() == 1
    assert (
        "stands on the latest figures already"
        in client.post(f"{address}renew/", follow=True).content.decode()
    )


@pytest.mark.django_db
def test_a_claim_that_came_later_is_news_too() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    plan = plan_of(candidacy, of.lead)
    assert newer_grounds(of.lead.as_actor(), plan) is None

    claim(candidacy.provider, 0.4)

    page = signed_in(of.lead).get(f"/projects/{of.project.pk}/plans/{plan.pk}/").content.decode()
    assert "Out of date.</strong> The claim is now 40.0\u00a0%, Bid, page 12." in page


@pytest.mark.django_db
def test_computing_anew_overwrites_nobody() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    grounds = Grounds(plan.analysis, Footing(Grade.B))

    with pytest.raises(PlanChangedError, match="not overwritten"):
        renew_plan(by=of.lead.as_actor(), plan=plan, grounds=grounds, expected_version=7, now=timezone.now())

    assert TeamPlan.objects.get().row_version == 1


@pytest.mark.django_db
def test_nobody_else_computes_a_plan_anew() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    address = f"/projects/{of.project.pk}/plans/{plan.pk}/renew/"

    stranger = signed_in(person("procurement_lead")).post(address)
    missing = signed_in(of.lead).post(f"/projects/{of.project.pk}/plans/999999/renew/")

    assert (stranger.status_code, missing.status_code) == (404, 404)
