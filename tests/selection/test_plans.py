"""A team, a duration and a roster make a plan: how many leave, what it costs, what would help."""

import math

import pytest

from providers.domain.attrition.forecasting import Basis, Hazards, Leaving, number_of_leavers
from providers.domain.attrition.grading import Grade
from providers.domain.attrition.monthly import Monthly
from selection.actions import SelectionError, close_project
from selection.actions.plans import PlanFacts, change_plan
from selection.domain.footing import Footing, footing_from
from selection.domain.team_plan import CaseName, Knowledge, Means, Rates, TeamMember, plan_team
from selection.models import TeamPlan
from selection.queries.plans import Grounds, knowledge_of, planned
from tests.access.planning import PLAN
from tests.people import person, signed_in
from tests.selection.factories import NOW, candidate, world
from tests.selection.plans import SAID, TEAM, analysis_of, plan_of

STEADY = Rates(Leaving(Hazards((0,), (0.2,))), 0.5, 1.5)
FAST = Rates(Leaving(Hazards((0,), (0.6,))), 0.5, 1.5)
# Engineers of a published retention roster, by bands of tenure in months.
ENGINEERS = Hazards((0, 3, 6, 12, 24, 36), (0.0, 0.002192, 0.329115, 0.39447, 0.506489, 0.938001))
KNOWN = Means(Knowledge(STEADY, {"QA": FAST}))


def kept(plan: TeamPlan) -> Grounds:
    """What the plan rests on already."""
    return Grounds(plan.analysis, footing_from(plan.footing))


def test_a_team_leaves_by_the_curve_of_its_roster() -> None:
    """Eight engineers of a published roster for a year: p = 1 - S(t + 12) / S(t), and how many leave."""
    chances = {
        1: 0.252874,
        3: 0.313869,
        5: 0.319338,
        8: 0.334523,
        11: 0.351915,
        14: 0.285008,
        20: 0.374635,
        26: 0.382777,
    }
    # A falling curve that gives these probabilities; 14 and 20 months lie on the way of others.
    survival = {0: 1.0, 14: 0.72}
    for tenure, chance in chances.items():
        survival[tenure + 12] = (1 - chance) * survival.get(tenure, 1.0)
    steps = tuple(survival[max(at for at in survival if at <= month)] for month in range(39))
    engineers = Rates(Leaving(ENGINEERS, Monthly(steps, (60,) * 39)), 0.5, 1.5)
    team = [TeamMember("Engineer", "Eng", tenure) for tenure in chances]

    plan = plan_team(team, 12, Means(Knowledge(STEADY, {"Eng": engineers})))

    assert [outlook.base for outlook in plan.outlooks] == pytest.approx(list(chances.values()), abs=1e-9)
    assert {outlook.basis for outlook in plan.outlooks} == {Basis.CURVE}
    leavers = plan.planned.leavers
    assert leavers.probabilities == pytest.approx(
        (0.041531, 0.163159, 0.279091, 0.271462, 0.164198, 0.063236, 0.01514, 0.00206, 0.000122), abs=2e-6
    )
    assert (leavers.expected, leavers.deviation) == pytest.approx((2.614939, 1.32161), abs=2e-6)
    assert leavers.at_least(1) == pytest.approx(0.958469, abs=2e-6)
    assert leavers.at_least(3) == pytest.approx(0.516219, abs=2e-6)


def test_beyond_the_curve_bands_of_tenure_take_over() -> None:
    """The same eight by the rates per band of tenure, as published."""
    engineers = Rates(Leaving(ENGINEERS, Monthly((1.0, 0.9), (60, 50))), 0.5, 1.5)
    team = [TeamMember("Engineer", "Eng", tenure) for tenure in (1, 3, 5, 8, 11, 14, 20, 26)]

    plan = plan_team(team, 12, Means(Knowledge(STEADY, {"Eng": engineers})))

    assert [outlook.base for outlook in plan.outlooks] == pytest.approx(
        [0.179612, 0.231814, 0.280431, 0.311118, 0.322282, 0.33843, 0.374466, 0.439209], abs=1e-6
    )
    assert {outlook.basis for outlook in plan.outlooks} == {Basis.BANDS}
    assert plan.planned.leavers.expected == pytest.approx(2.477362, abs=1e-6)
    assert plan.planned.leavers.at_least(3) == pytest.approx(0.473588, abs=1e-6)


def test_where_nobody_left_the_upper_end_is_planned_with() -> None:
    still = Rates(Leaving(Hazards((0,), (0.0,))), 0.0, 1.0, highest=0.12)

    plan = plan_team([TeamMember("A", "", 5)], 12, Means(Knowledge(still, {}), planned_with=CaseName.HIGH))

    assert [case.leavers.expected for case in plan.cases] == pytest.approx([0.0, 0.0, 1 - math.exp(-0.12)])
    assert plan.planned.name is CaseName.HIGH


def test_seats_that_stay_empty_are_counted_in_months() -> None:
    all_at_once = Rates(Leaving(Hazards((0,), (1_000.0,))), 1.0, 1.0)

    plan = plan_team([TeamMember("A", "", 5)], 12, Means(Knowledge(all_at_once, {})))

    assert plan.planned.unfilled_months == pytest.approx(11.5)


def test_each_person_leaves_by_the_rate_of_the_own_function() -> None:
    plan = plan_team([TeamMember("A", "QA", 5), TeamMember("B", "Legal", 5)], 12, KNOWN)

    first, second = plan.outlooks
    assert first.base == pytest.approx(0.451188, abs=1e-6)
    assert second.base == pytest.approx(0.181269, abs=1e-6)
    assert (first.by_function, second.by_function) == (True, False)
    assert (first.low, first.high) == pytest.approx((0.259182, 0.593430), abs=1e-6)
    assert plan.planned.leavers.probabilities == number_of_leavers((first.base, second.base)).probabilities
    assert (plan.planned.name, first.basis) == (CaseName.BASE, Basis.BANDS)


def test_low_and_high_lie_around_the_base() -> None:
    plan = plan_team([TeamMember("A", "QA", 5)] * 6, 18, KNOWN)

    months = [case.loss.months for case in plan.cases]
    assert months == sorted(months)
    assert plan.planned.departures.expected > plan.planned.leavers.expected
    assert all(remedy.cost_saved > 0 for remedy in plan.remedies)


def test_nobody_makes_no_plan() -> None:
    with pytest.raises(ValueError, match="at least one"):
        plan_team([], 12, KNOWN)


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
    page = " ".join(client.get(sent.headers["Location"]).content.decode().split())

    assert plan.team == [
        {"role": "Lead programmer", "function": "Dev", "tenure": 30.0},
        {"role": "Tester", "function": "QA", "tenure": 4.0},
    ]
    figures = planned(plan)
    assert f"Expect {figures.planned.leavers.expected:.1f} of a team of 2 to leave within 12 months" in page
    assert 'data-label="Source">Boushey &amp; Glynn</td> <td class="num" data-label="Year">2026<' in page
    assert "Lead programmer" in page


@pytest.mark.django_db
def test_little_proof_plans_with_the_worse_of_claim_and_upper_end() -> None:
    of = world()
    analysis = analysis_of(candidate(of, "Kaveri Research"))
    rate = (analysis.result or {})["everybody"]["rate"]

    doubted = knowledge_of(analysis, Footing(Grade.C, 3 * rate["value"], "Bid")).everybody
    lower = knowledge_of(analysis, Footing(Grade.C, 0.01, "Bid")).everybody
    solid = knowledge_of(analysis, Footing(Grade.B, 3 * rate["value"], "Bid")).everybody

    assert doubted.high == pytest.approx(3)
    assert lower.high == solid.high == pytest.approx(rate["high"] / rate["value"])
    assert Footing(Grade.C).planned_with is CaseName.HIGH
    assert Footing(Grade.B).planned_with is CaseName.BASE


@pytest.mark.django_db
def test_the_page_says_what_the_plan_stands_on_and_what_each_person_is_taken_from() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)

    page = signed_in(of.lead).get(f"/projects/{of.project.pk}/plans/{plan.pk}/").content.decode()

    assert "Proof of attrition has grade C: leavers are listed, but nothing else confirms them." in page
    assert "planned with" in page
    assert {outlook.basis for outlook in planned(plan).outlooks} == {Basis.CURVE, Basis.BANDS}
    assert "rates by tenure of Dev, as the curve does not reach" in page
    assert "curve of QA" in page
    assert "What a remedy itself costs is not in here" in page


@pytest.mark.django_db
def test_two_hundred_people_fit_and_more_rows_are_given() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)
    address = f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/"
    client = signed_in(of.lead)

    more = client.post(address, {**PLAN, "more_rows": "1"}).content.decode()
    assert 'name="team-7-role"' in more
    assert 'value="Lead programmer"' in more
    assert not TeamPlan.objects.exists()
    many = {f"team-{place}-tenure": str(place) for place in range(200)}
    sent = client.post(address, {**PLAN, **many, "team-TOTAL_FORMS": "200"})

    assert len(TeamPlan.objects.get().team) == 200
    assert "of a team of 200" in client.get(sent.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_without_a_roster_there_is_no_plan_and_the_page_says_why() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")

    page = signed_in(of.lead).get(f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/")

    assert "A plan needs a roster, or at least a claim" in page.content.decode()


@pytest.mark.django_db
def test_two_people_do_not_overwrite_each_other() -> None:
    of = world()
    plan = plan_of(candidate(of, "Kaveri Research"), of.lead)
    facts = PlanFacts("Theirs", 12, "EUR", TEAM, SAID)
    change_plan(
        by=of.lead.as_actor(), plan=plan, grounds=kept(plan), facts=facts, expected_version=1, now=NOW
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
            grounds=kept(plan),
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
