"""The engine reproduces published tables; `cases.json` names the source of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.domain.formats import Number, Point
from assessments.domain.questionnaire import Questionnaire
from assessments.domain.ranking import competition_ranks
from assessments.domain.results import ScoreResult
from assessments.domain.values import interpolate
from tests.assessments.domain.builders import answer, of, question, questionnaire, scored, section

CASES: dict[str, Any] = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


def line(low: float, high: float, direction: str) -> Number:
    ends = (0.0, 1.0) if direction == "max" else (1.0, 0.0)
    return Number((Point(low, ends[0]), Point(high, ends[1])))


def one_section(lines: list[Number], weights: list[float]) -> Questionnaire:
    pairs = enumerate(zip(lines, weights, strict=True))
    return of(*(question(str(place), form, weight) for place, (form, weight) in pairs))


def low_of(result: ScoreResult) -> float:
    assert result.low is not None
    return result.low


def lows(sheet: Questionnaire, matrix: list[list[float]]) -> list[float]:
    return [low_of(scored(sheet, *(answer(str(place), x) for place, x in enumerate(row)))) for row in matrix]


def test_weighted_sum_with_an_exact_tie() -> None:
    case = CASES["wsm-wikipedia-tie"]
    sheet = one_section([line(0, 100, "max")] * 4, case["weights"])
    scores = lows(sheet, case["matrix"])
    assert [100 * score for score in scores] == pytest.approx(case["expected"]["scores"], abs=1e-9)
    assert competition_ranks(scores) == case["expected"]["ranks"] == [3, 1, 1]


def test_fixed_bounds_falling_and_rising() -> None:
    case = CASES["mavt-linear-dezert2020-ex2-cars"]
    bounds = zip(case["normalisation"]["bounds"], case["directions"], strict=True)
    sheet = one_section([line(low, high, direction) for (low, high), direction in bounds], case["weights"])
    scores = lows(sheet, case["matrix"])
    assert scores == pytest.approx(case["expected"]["scores"], abs=case["tolerance"])
    assert [1 - score for score in scores] == pytest.approx(
        case["expected"]["spotis_scores"], abs=case["tolerance"]
    )
    assert competition_ranks(scores) == case["expected"]["ranks"]


def test_fixed_bounds_know_no_rank_reversal() -> None:
    case = CASES["mavt-linear-dezert2020-ex2-cars"]
    bounds = zip(case["normalisation"]["bounds"], case["directions"], strict=True)
    sheet = one_section([line(low, high, direction) for (low, high), direction in bounds], case["weights"])
    together = lows(sheet, case["matrix"])
    assert [lows(sheet, [row])[0] for row in case["matrix"]] == together
    assert lows(sheet, [*case["matrix"], case["matrix"][0]])[:4] == together


def test_office_location_by_smart() -> None:
    case = CASES["smart-goodwin-wright-office"]
    scores = lows(one_section([line(0, 100, "max")] * 6, case["weights"]), case["matrix"])
    assert [100 * score for score in scores] == pytest.approx(case["expected"]["scores"], abs=1e-9)
    assert competition_ranks(scores) == case["expected"]["ranks"]


def office_by_group(turnover: float) -> dict[str, float]:
    """Score the offices with the group weight of turnover at `turnover` of 100."""
    case = CASES["sens-goodwin-wright-group-weight"]
    places = {name: str(place) for place, name in enumerate(case["criteria"])}
    groups = [
        section(
            name,
            *(question(places[key], line(0, 100, "max"), raw) for key, raw in leaves.items()),
            weight=weight,
        )
        for (name, leaves), weight in zip(case["hierarchy"].items(), (turnover, 100 - turnover), strict=True)
    ]
    scores = lows(questionnaire(*groups), case["matrix"])
    return dict(zip(case["alternatives"], (100 * score for score in scores), strict=True))


def test_group_weight_at_both_ends_is_normalised_inside_the_group() -> None:
    expected = CASES["sens-goodwin-wright-group-weight"]["expected"]
    assert office_by_group(0)["Elton Street"] == pytest.approx(expected["elton_at_turnover_0"][0], abs=0.05)
    assert office_by_group(100)["Elton Street"] == pytest.approx(
        expected["elton_at_turnover_100"][0], abs=0.05
    )


def test_group_weight_sweep_changes_the_leader_once() -> None:
    expected = CASES["sens-goodwin-wright-group-weight"]["expected"]
    leaders = [max(scores, key=scores.__getitem__) for scores in map(office_by_group, range(101))]
    assert list(dict.fromkeys(leaders)) == expected["leaders_over_sweep"]
    assert leaders.count("Elton Street") - 1 == int(expected["crossover_turnover_weight_pct"][0])
    sweep = map(office_by_group, range(0, 101, 10))
    assert all(scores["Gorton Square"] > scores["Carlisle Walk"] for scores in sweep)


def test_supplier_table_of_21_criteria_whose_weights_do_not_sum_to_one() -> None:
    case = CASES["supplier-stevic2020-sustainable"]
    columns = list(zip(*case["matrix"], strict=True))
    directions = case["directions"]
    ratios = [
        [
            x / max(column) if direction == "max" else min(column) / x
            for x, column, direction in zip(row, columns, directions, strict=True)
        ]
        for row in case["matrix"]
    ]
    scores = lows(one_section([line(0, 1, "max")] * 21, case["weights"]), ratios)
    assert scores == pytest.approx(case["expected"]["scores"], abs=1e-6)
    assert competition_ranks(scores) == case["expected"]["ranks"]


@pytest.mark.parametrize(
    "case", CASES["valuefunction-piecewise-linear"]["inputs"], ids=lambda case: case["name"]
)
def test_piecewise_linear_value_functions(case: dict[str, Any]) -> None:
    points = [Point(x, value) for x, value in zip(case["bp"], case["v"], strict=True)]
    valued = [interpolate(points, x) for x in case["x"]]
    assert [item.value for item in valued] == pytest.approx(case["y"], abs=1e-9)
    assert {item.outside for item in valued} == {"out_of_bounds" in case}
