"""Somebody tries to read single people out of the figures: by subtraction, in charts, in the portal."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from providers.domain.attrition.showing import (
    hidden_groups,
    is_solid,
    people_behind,
    shown_periods,
    solid_curve,
)
from providers.domain.attrition.suppression import smallest
from providers.models import Provider
from tests.people import client_of
from tests.providers.factories import provider
from tests.providers.rosters.factories import claimed, stored_roster
from tests.providers.rosters.files import AS_OF, text
from tests.providers.rosters.test_pages import many, tab

pytestmark = pytest.mark.django_db
Row = tuple[str, ...]


def group(name: str, after: int, average: float) -> dict[str, Any]:
    return {"name": name, "headcount_after": after, "average_headcount": {"person_years": average}}


def context_of(of: Provider) -> Mapping[str, Any]:
    response = client_of("executive").get(tab(of))
    found: Mapping[str, Any] = response.context["tab_context"]
    return found


def passing(count: int, function: str, weeks: int = 3) -> list[Row]:
    """People of a function that existed for some weeks only."""
    start = AS_OF - timedelta(days=200)
    end = start + timedelta(weeks=weeks)
    return [
        (f"P{n}", function, "Brno", "", str(start + timedelta(days=n)), str(end), "Dismissal")
        for n in range(count)
    ]


def drawn(page: str, key: str) -> Mapping[str, Any]:
    found = re.search(rf'<script id="chart-{key}-data" type="application/json">(.*?)</script>', page, re.S)
    assert found
    data: Mapping[str, Any] = json.loads(found[1])
    return data


def test_whoever_was_there_for_some_weeks_is_somebody() -> None:
    assert smallest(0, 0.04) == 1
    assert smallest(12, 4.9) == 4
    assert smallest(0, 0.0) == 0
    assert people_behind(group("Legal", 0, 0.3)) == 1


def test_leavers_of_a_function_that_is_gone_cannot_be_had_by_subtraction() -> None:
    """All leavers less those of the functions that are shown would be those of the two lawyers."""
    kaveri = provider("Kaveri")
    stored_roster(kaveri, text([*many(5, 40), *many(6, 30, "QA", 500), *passing(2, "Legal")]).read())

    picture = context_of(kaveri)["picture"]

    hidden = {row.name for row in picture.functions if row.is_hidden}
    shown = sum(row.rate.leavers or 0 for row in picture.functions if not row.is_hidden)
    assert hidden == {"Legal", "QA"}
    assert (picture.years.leavers, shown) == (13, 5)


def test_functions_beyond_those_that_are_listed_count_as_one_more() -> None:
    everybody = group("", 100, 100.0)
    listed = [group("Dev", 60, 60.0), group("QA", 37, 37.0)]

    assert hidden_groups(listed, everybody) == {"QA": False}
    assert hidden_groups([*listed, group("Ops", 3, 3.0)], everybody) == {"Ops": True, "QA": False}
    assert hidden_groups([], everybody) == {}


def test_no_figure_of_a_company_of_four_is_told() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(3, 4)).read())
    claimed(kaveri, roster, 0.05)

    response = client_of("procurement_lead").get(tab(kaveri))

    page, context = response.content.decode(), response.context["tab_context"]
    assert context["picture"].years.is_small
    assert context["picture"].curves is None
    assert context["picture"].functions == ()
    assert "chart-survival-data" not in page
    assert "fewer than five people" in page
    assert "3 left" not in page
    assert "leavers would be expected" not in page


def test_a_firm_hardly_older_than_a_year_does_not_tell_of_its_first_weeks() -> None:
    """Three years less the last one would be the weeks of three founders, of whom one left."""
    founders = [("F1", "Dev", "Pune", "", "2025-05-15", "2025-06-10", "Resignation")]
    founders += [(f"F{number}", "Dev", "Pune", "", "2025-05-15", "", "") for number in (2, 3)]
    hired = [(f"H{number}", "Dev", "Pune", "", "2025-09-01", "", "") for number in range(40)]
    left = [
        (f"L{number}", "Dev", "Pune", "", "2025-09-01", "2026-02-01", "Resignation") for number in range(6)
    ]
    kaveri = provider("Kaveri")
    stored_roster(kaveri, text([*founders, *hired, *left]).read())

    response = client_of("executive").get(tab(kaveri))

    picture = response.context["tab_context"]["picture"]
    assert (picture.years.leavers, str(picture.analysis.after)) == (6, "2025-06-30")
    assert "6 left since 30 Jun 2025" in re.sub(r"<[^>]+>", "", response.content.decode())


def test_a_firm_with_years_behind_it_tells_of_three() -> None:
    kaveri = provider("Kaveri")
    stored_roster(kaveri, text(many(6, 40)).read())

    assert str(context_of(kaveri)["picture"].analysis.after) == "2023-06-30"


def test_a_claim_about_few_people_tells_no_counts() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(3, 4)).read())
    claimed(kaveri, roster, 0.01)

    line = context_of(kaveri)["claim"]

    assert line.sentence == "1.0\u00a0% is claimed; the roster holds too little to tell."
    assert (line.label, line.chance, line.bound) == ("too little data to tell", "", "")


def test_a_quarter_of_few_people_is_left_out_with_the_one_that_would_give_it_away() -> None:
    def quarter(to: str, headcount: int, years: float) -> dict[str, Any]:
        return {"to": to, "headcount": headcount, "person_years": years}

    periods = [
        quarter("2025-03-31", 0, 0.0),
        quarter("2025-06-30", 3, 0.4),
        quarter("2025-09-30", 40, 8.0),
        quarter("2025-12-31", 60, 14.0),
    ]

    assert [each["to"] for each in shown_periods(periods)] == ["2025-12-31"]
    assert [each["to"] for each in shown_periods(periods[2:])] == ["2025-09-30", "2025-12-31"]


def test_a_curve_ends_where_fewer_than_five_are_observed() -> None:
    curve = {
        "given_months": 0.0,
        "reach_months": 60.0,
        "months": [3, 9, 20, 41],
        "survival": [0.9, 0.8, 0.7, 0.35],
        "low": [0.8, 0.6, 0.5, 0.1],
        "high": [0.95, 0.9, 0.8, 0.6],
        "at_risk": [20, 9, 5, 2],
    }

    solid = solid_curve(curve)

    assert (solid["months"], solid["survival"], solid["reach_months"]) == ([3, 9, 20], [0.9, 0.8, 0.7], 41)
    assert solid_curve(solid) == solid


def test_a_stay_that_few_reached_is_not_told() -> None:
    stored = {"monthly": {"at_risk": [9] * 13 + [4]}}

    assert is_solid(stored, 12)
    assert not is_solid(stored, 13)
    assert not is_solid(stored, 200)
    assert is_solid({"monthly": None, "headcount_after": 5}, 12)
    assert not is_solid({"monthly": None, "headcount_after": 4}, 12)


def test_the_data_of_the_charts_hold_nothing_of_hidden_functions() -> None:
    kaveri = provider("Kaveri")
    rows = [*many(12, 60), *many(12, 40, "QA", 300), *many(2, 2, "Legal", 700), *many(11, 20, "Ops", 900)]
    stored_roster(kaveri, text(rows).read())
    client = client_of("executive")

    page = client.get(tab(kaveri)).content.decode()

    names = {trace.get("name") for trace in drawn(page, "survival")["data"]}
    assert {"Dev", "QA"} <= names
    assert not {"Legal", "Ops", "Everybody"} & names
    assert "Ops" in page
    assert _numbers_beside(page, "Ops") == []
    assert _numbers_beside(page, "Legal") == []


def test_a_list_of_current_staff_says_nothing_of_how_many_leave() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(0, 80)).read())

    response = client_of("executive").get(tab(kaveri))

    context = response.context["tab_context"]
    assert context["answer"] == (
        "The roster names nobody who left: it says who is there, and nothing of how many leave."
    )
    assert context["picture"].curves is None
    assert context["trend"].points[0].turnover.value is None
    assert "0.0\u00a0%" not in response.content.decode()
    claimed(kaveri, roster, 0.09)
    context = context_of(kaveri)
    assert context["answer"] == (
        "The roster names nobody who left, although 9.0\u00a0% a year is claimed: "
        "are leavers missing from it?"
    )
    assert [doubt.text for doubt in context["findings"]][-1] == "nobody left, although attrition is claimed"


def test_ids_behind_a_doubt_are_for_whoever_may_manage() -> None:
    kaveri = provider("Kaveri")
    first = [*many(20, 80), ("H1", "Dev", "Pune", "", "2022-03-01", "", "")]
    stored_roster(kaveri, text(first).read(), date(2026, 3, 31))
    stored_roster(kaveri, text([*many(20, 80), ("Z1", "Dev", "Pune", "", "1900-01-01", "", "")]).read())

    inside = client_of("procurement_lead").get(tab(kaveri)).content.decode()
    reading = client_of("executive").get(tab(kaveri)).content.decode()

    said = "1 who were employed have vanished without being listed as leavers"
    assert said in inside
    assert said in reading
    assert ">H1<" in inside
    assert ">Z1<" in inside
    assert "H1" not in reading
    assert "Z1" not in reading


def _numbers_beside(page: str, name: str) -> Sequence[str]:
    rows = re.findall(rf'<th scope="row">{name}</th>(.*?)</tr>', page, re.S)
    return [number for row in rows for number in re.findall(r">\s*(\d[\d.,]*)", row)]
