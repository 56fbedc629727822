"""A team, a duration and a roster make a plan: how many leave, what it costs, what would help."""

import pytest

from providers.domain.attrition.forecasting import Hazards, number_of_leavers
from providers.domain.attrition.losses import Assumptions
from selection.actions import SelectionError, close_project
from selection.actions.plans import PlanFacts, change_plan
from selection.domain.team_plan import Knowledge, Rates, TeamMember, plan_team
from selection.models import TeamPlan
from selection.queries.plans import planned
from tests.access.forms import PLAN
from tests.people import person, signed_in
from tests.selection.factories import NOW, candidate, world
from tests.selection.plans import SAID, TEAM, analysis_of, plan_of

STEADY = Rates(Hazards((0,), (0.2,)), 0.5, 1.5)
FAST = Rates(Hazards((0,), (0.6,)), 0.5, 1.5)
KNOWN = Knowledge(STEADY, {"QA": FAST})


def test_each_person_leaves_by_the_rate_of_the_own_function() -> None:
    plan = plan_team([TeamMember("A", "QA", 5), TeamMember("B", "Legal", 5)], 12, KNOWN, Assumptions())

    first, second = plan.outlooks
    assert first.base == pytest.approx(0.451188, abs=1e-6)
    assert second.base == pytest.approx(0.181269, abs=1e-6)
    assert (first.by_function, second.by_function) == (True, False)
    assert (first.low, first.high) == pytest.approx((0.259182, 0.593430), abs=1e-6)
    assert plan.base.leavers.probabilities == number_of_leavers((first.base, second.base)).probabilities


def test_low_and_high_lie_around_the_base() -> None:
    plan = plan_team([TeamMember("A", "QA", 5)] * 6, 18, KNOWN, Assumptions())

    months = [case.loss.months for case in (plan.low, plan.base, plan.high)]
    assert months == sorted(months)
    assert plan.base.departures.expected > plan.base.leavers.expected
    assert all(remedy.cost_saved > 0 for remedy in plan.remedies)


def test_nobody_makes_no_plan() -> None:
    with pytest.raises(ValueError, match="at least one"):
        plan_team([], 12, KNOWN, Assumptions())


@pytest.mark.django_db
def test_a_plan_is_typed_in_and_read() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)
    client = signed_in(of.lead)

    typed = {
        **PLAN,
        "team-0-function": "Dev",
        "team-1-role": "Tester",
        "team-1-function": "QA",
        "team-1-tenure": "4",
    }
    sent = client.post(f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/", typed)
    plan = TeamPlan.objects.get()
    page = client.get(sent.headers["Location"]).content.decode()

    assert plan.team == [
        {"role": "Lead programmer", "function": "Dev", "tenure": 30.0},
        {"role": "Tester", "function": "QA", "tenure": 4.0},
    ]
    figures = planned(plan)
    assert f"Expect {figures.base.leavers.expected:.1f} of 2 people to leave within 12 months" in page
    assert "Boushey &amp; Glynn 2012" in page
    assert "Lead programmer" in page


@pytest.mark.django_db
def test_without_a_roster_there_is_no_plan_and_the_page_says_why() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")

    page = signed_in(of.lead).get(f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/")

    assert "A plan needs a roster first" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"team-0-tenure": ""}, "How many months"),
        ({"team-0-role": "", "team-0-tenure": ""}, "at least one person"),
        ({"team-0-tenure": "nan"}, "Enter a number"),
        ({"months": "0"}, "greater than or equal to 1"),
        ({"currency": "euro"}, "Three letters"),
        ({"annual_cost": "-1"}, "greater than or equal to 0"),
        ({"team-TOTAL_FORMS": "5000"}, "at most 60"),
    ],
)
def test_what_is_no_plan_is_refused_and_kept_on_the_page(changed: dict[str, str], said: str) -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)

    page = signed_in(of.lead).post(
        f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/", {**PLAN, **changed}
    )

    assert said in page.content.decode()
    assert not TeamPlan.objects.exists()


@pytest.mark.django_db
def test_two_people_do_not_overwrite_each_other() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    facts = PlanFacts("Theirs", 12, "EUR", TEAM, SAID)
    change_plan(
        by=of.lead.as_actor(), plan=plan, analysis=plan.analysis, facts=facts, expected_version=1, now=NOW
    )

    page = signed_in(of.lead).post(
        f"/projects/{of.project.pk}/plans/{plan.pk}/edit/", {**PLAN, "title": "Mine", "row_version": "1"}
    )

    assert "Somebody else changed this plan meanwhile" in page.content.decode()
    assert "Mine" in page.content.decode()
    plan.refresh_from_db()
    assert plan.title == "Theirs"


@pytest.mark.django_db
def test_a_closed_project_keeps_its_plans_as_they_are() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    close_project(by=of.lead.as_actor(), project=of.project)

    with pytest.raises(SelectionError, match="closed"):
        change_plan(
            by=of.lead.as_actor(),
            plan=plan,
            analysis=plan.analysis,
            facts=PlanFacts("Late", 12, "EUR", TEAM, SAID),
            expected_version=1,
            now=NOW,
        )


@pytest.mark.django_db
def test_a_plan_of_another_project_is_missing() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    stranger = signed_in(person("procurement_lead"))

    foreign = stranger.get(f"/projects/{of.project.pk}/plans/{plan.pk}/")
    missing = stranger.get("/projects/999999/plans/999999/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
