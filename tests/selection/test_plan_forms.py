"""Typing a team in: first days, pasted rows, and what stands when there is no roster."""

from datetime import date

import pytest
from django.http import QueryDict

from providers.domain.attrition.forecasting import Basis
from providers.domain.attrition.grading import Grade
from selection.domain.footing import Footing
from selection.domain.team_plan import CaseName
from selection.forms.plan_team import TAKE_OVER, taken_over
from selection.models import TeamPlan
from selection.queries.plans import knowledge_of, planned
from tests.access.planning import PLAN
from tests.people import signed_in
from tests.providers.rosters.factories import claim, stored_roster
from tests.providers.rosters.files import AS_OF, text
from tests.selection.factories import candidate, world
from tests.selection.plans import analysis_of

FUNCTIONS = ("Dev", "QA")


def pasted(lines: str, **typed: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"pasted": lines, TAKE_OVER: "1", "team-TOTAL_FORMS": "2", **typed})
    return data


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_rows_come_from_a_spreadsheet_whatever_parts_the_columns(mark: str) -> None:
    lines = [
        ("Role", "Function", "Months"),
        ("Lead", "dev", "30.5"),
        ("Tester", "QA", "2024-03-31"),
        ("Analyst", "7"),
        ("Coder", "QA", "31.03.2024"),
    ]

    taken = taken_over(pasted("\n".join(mark.join(line) for line in lines)), FUNCTIONS)

    assert [tuple(row.values()) for row in taken.rows] == [
        ("Lead", "Dev", "30.5", ""),
        ("Tester", "QA", "", "2024-03-31"),
        ("Analyst", "", "7", ""),
        ("Coder", "QA", "", "2024-03-31"),
    ]
    assert (taken.left, taken.notes) == ("", ())


def test_lines_that_say_no_tenure_stay_and_strange_functions_are_named() -> None:
    typed = {"team-0-role": "Typed", "team-0-tenure": "3", "team-1-role": ""}

    taken = taken_over(pasted("A\tQA\tlong\nB\tLegal\t4\n\nC\tQA\t1\t2", **typed), FUNCTIONS)

    assert [(row["role"], row["function"], row["tenure"]) for row in taken.rows] == [
        ("Typed", "", "3"),
        ("B", "", "4"),
    ]
    assert taken.left == "C\tQA\t1\t2"
    assert taken.notes == (
        "Line 4 says no months and no first day.",
        "Not on the roster: Legal. Everybody's rates are taken there, unless you choose another.",
    )


def test_five_hundred_people_are_no_team() -> None:
    lines = "\n".join(f"Coder {number};QA;5" for number in range(500))

    taken = taken_over(pasted(lines), FUNCTIONS)

    assert (taken.rows, taken.left) == ([], lines)
    assert taken.notes == ("A plan holds at most 200 people; nothing was taken over.",)


@pytest.mark.django_db
def test_a_first_day_counts_up_to_the_day_on_which_the_team_begins() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)
    typed = {**PLAN, "begins": "2026-12-01", "team-0-tenure": "", "team-0-started": "2025-12-01"}

    sent = signed_in(of.lead).post(f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/", typed)

    plan = TeamPlan.objects.get()
    assert plan.begins == date(2026, 12, 1)
    assert plan.team[0]["started"] == "2025-12-01"
    assert plan.team[0]["tenure"] == pytest.approx(365 / 30.4375)
    page = signed_in(of.lead).get(sent.headers["Location"]).content.decode()
    assert "since 1 Dec 2025" in page
    edit = signed_in(of.lead).get(f"/projects/{of.project.pk}/plans/{plan.pk}/edit/").content.decode()
    assert 'name="team-0-started" value="2025-12-01"' in edit


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
        ({"team-TOTAL_FORMS": "5000"}, "at most 200"),
        ({"vacancy_year": "20"}, "greater than or equal to 1950"),
        ({"remedy_bench": "101"}, "less than or equal to 100"),
        ({"team-0-started": "2025-12-01"}, "not both"),
        ({"team-0-tenure": "", "team-0-started": "2026-12-02"}, "at most fifty years before the team begins"),
        ({"team-0-tenure": "", "team-0-started": "1970-01-01"}, "at most fifty years before the team begins"),
        ({"team-0-tenure": "", "team-0-started": "soon"}, "Enter a valid date"),
        ({"team-0-tenure": "601"}, "less than or equal to 600"),
        ({"team-0-tenure": "many"}, "Enter a number"),
        ({"ramp": "inf"}, "Enter a number"),
        ({"begins": ""}, "This field is required"),
        ({"months": "121"}, "less than or equal to 120"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(changed: dict[str, str], said: str) -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)

    page = signed_in(of.lead).post(
        f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/", {**PLAN, **changed}
    )

    assert said in page.content.decode()
    assert not TeamPlan.objects.exists()


@pytest.mark.django_db
def test_taking_rows_over_saves_nothing_and_complains_of_nothing_else() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    analysis_of(candidacy)
    typed = {**PLAN, "title": "", "pasted": "Tester\tqa\t4", TAKE_OVER: "1"}

    page = (
        signed_in(of.lead)
        .post(f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/", typed)
        .content.decode()
    )

    assert 'name="team-0-role" value="Lead programmer"' in page
    assert 'name="team-1-role" value="Tester"' in page
    assert '<option value="QA" selected>' in page
    assert "This field is required" not in page
    assert not TeamPlan.objects.exists()


@pytest.mark.django_db
def test_without_a_roster_the_claim_is_planned_with_and_said_to_be_no_more() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    claim(candidacy.provider, 0.2, voluntary_only=True)
    client, address = signed_in(of.lead), f"/projects/{of.project.pk}/candidates/{candidacy.pk}/plan/"

    assert "No roster yet" in client.get(address).content.decode()
    page = client.get(client.post(address, PLAN).headers["Location"]).content.decode()

    plan = TeamPlan.objects.get()
    figures = planned(plan)
    assert plan.analysis is None
    assert [case.leavers.expected for case in figures.cases] == pytest.approx([0.181269] * 3, abs=1e-6)
    assert figures.outlooks[0].basis is Basis.CLAIM
    assert (
        "There is no roster: the plan takes the claim (20.0\u00a0%, Bid, page 12, voluntary leavers only)"
        in page
    )
    assert "the claim alone" in page
    assert "As claimed" in page
    assert "Low to high" not in page


@pytest.mark.django_db
def test_a_list_of_current_staff_alone_is_planned_with_the_claim() -> None:
    of = world()
    rows = [(f"A{number}", "Dev", "Pune", "", "2023-07-01", "", "") for number in range(90)]
    roster = stored_roster(candidate(of, "Kaveri Research").provider, text(rows).read())
    analysis = roster.analyses.get(after=date(AS_OF.year - 3, AS_OF.month, AS_OF.day))

    claimed = knowledge_of(analysis, Footing(Grade.D, 0.15, "Bid")).of("Dev")
    silent = knowledge_of(analysis, Footing(Grade.D)).of("Dev")

    a_year = 1 - sum(claimed.by_month(CaseName.HIGH, 40, 12)[:1])
    assert a_year == pytest.approx(0.987578, abs=1e-6)
    assert claimed.highest == 0.15
    assert silent.highest == pytest.approx(3.688879 / 269.8, rel=0.01)
    assert silent.by_month(CaseName.BASE, 40, 12) == (0.0,) * 12
