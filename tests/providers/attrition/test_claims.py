"""Claims against lists, the grade of a proof, and two lists side by side."""

from datetime import date

import pytest

from providers.domain.attrition.claims import Verdict, check_claim, headcount_bound
from providers.domain.attrition.comparing import Stay, compare
from providers.domain.attrition.grading import Grade, Proof, Raise, grade, planning_rate, what_raises
from providers.domain.attrition.suppression import suppressed


@pytest.mark.parametrize(
    ("claim", "tails", "verdict"),
    [
        ((0.12, 31, 140.0), (0.001211, 0.999382), Verdict.TOO_LOW),
        ((0.12, 20, 140.0), (0.247603, 0.819065), Verdict.CONSISTENT),
        ((0.22, 9, 120.0), (0.999972, 8.7e-05), Verdict.MISSING_LEAVERS),
        ((0.08, 2, 15.0), (0.337373, 0.879487), Verdict.CONSISTENT),
        ((0.10, 0, 60.0), (1.0, 0.002479), Verdict.MISSING_LEAVERS),
        ((0.08, 0, 3.0), (1.0, 0.786628), Verdict.TOO_LITTLE),
        ((0.0, 3, 100.0), (0.0, 1.0), Verdict.TOO_LOW),
    ],
)
def test_a_claim_against_a_list(
    claim: tuple[float, int, float], tails: tuple[float, float], verdict: Verdict
) -> None:
    found = check_claim(*claim)

    assert (found.at_least_observed, found.at_most_observed) == pytest.approx(tails, abs=1e-6)
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("claim", "expected", "observed", "span"),
    [
        ((0.12, 31, 140.0), 16.8, 0.221429, (0.15045, 0.3143)),
        ((0.12, 20, 140.0), 16.8, 0.142857, (0.087261, 0.220631)),
        ((0.22, 9, 120.0), 26.4, 0.075, (0.034295, 0.142373)),
        ((0.08, 2, 15.0), 1.2, 0.133333, (0.016147, 0.481646)),
        ((0.10, 0, 60.0), 6.0, 0.0, (0.0, 0.061481)),
    ],
)
def test_what_was_to_be_expected_and_the_interval_beside_a_claim(
    claim: tuple[float, int, float], expected: float, observed: float, span: tuple[float, float]
) -> None:
    """Garwood's exact intervals (1936) of the counted rates."""
    found = check_claim(*claim)

    assert found.expected_leavers == pytest.approx(expected)
    assert found.observed == pytest.approx(observed, abs=1e-6)
    assert found.ends is not None
    assert (found.ends.low, found.ends.high) == pytest.approx(span, abs=1e-6)


def test_unlikely_but_close_is_no_contradiction() -> None:
    """A large list tells 10 % from 11 % for certain; that is not worth an accusation."""
    assert check_claim(0.10, 1100, 10_000.0).at_least_observed < 0.05
    assert check_claim(0.10, 1100, 10_000.0).verdict is Verdict.CONSISTENT


def test_nobody_there_says_nothing() -> None:
    assert check_claim(0.1, 0, 0.0).verdict is Verdict.TOO_LITTLE


def test_joiners_betray_leavers() -> None:
    found = headcount_bound(0.06, headcount_before=200, headcount_after=210, joiners=62, leavers=11)

    assert (found.least_leavers, found.average_headcount, found.missing_leavers) == (52, 205, 41)
    assert found.least_rate == pytest.approx(0.253659, abs=1e-6)
    assert found.verdict is Verdict.TOO_LOW
    honest = headcount_bound(0.06, headcount_before=200, headcount_after=250, joiners=62, leavers=12)
    assert (honest.least_leavers, honest.missing_leavers, honest.verdict) == (12, 0, Verdict.CONSISTENT)


@pytest.mark.parametrize(
    ("proof", "expected", "raises"),
    [
        (Proof(0, has_leavers=False), Grade.E, (Raise.ROSTER,)),
        (Proof(1, has_leavers=False), Grade.D, (Raise.LEAVERS,)),
        (Proof(1, has_leavers=True), Grade.C, (Raise.HEADCOUNTS, Raise.SECOND_ROSTER)),
        (Proof(1, has_leavers=True, reconciles=False), Grade.C, (Raise.HEADCOUNTS, Raise.SECOND_ROSTER)),
        (Proof(1, has_leavers=True, reconciles=True), Grade.B, (Raise.SECOND_ROSTER,)),
        (Proof(2, has_leavers=True, consistent=True), Grade.A, ()),
        (Proof(2, has_leavers=True, consistent=False), Grade.C, (Raise.HEADCOUNTS, Raise.SECOND_ROSTER)),
    ],
)
def test_the_grade_of_a_proof(proof: Proof, expected: Grade, raises: tuple[Raise, ...]) -> None:
    assert grade(proof) is expected
    assert what_raises(proof) == raises


def test_a_weak_proof_plans_with_the_worse() -> None:
    assert planning_rate(0.20, 0.25, 0.09, Grade.A) == 0.20
    assert planning_rate(0.20, 0.25, 0.09, Grade.C) == 0.25
    assert planning_rate(0.20, 0.25, 0.30, Grade.D) == 0.30
    assert planning_rate(None, None, 0.30, Grade.E) == 0.30
    assert planning_rate(None, None, None, Grade.E) is None


def test_two_lists_of_one_company() -> None:
    first = {
        "stays": Stay(date(2020, 1, 1), None),
        "leaves": Stay(date(2020, 1, 1), None),
        "vanishes": Stay(date(2020, 1, 1), None),
        "younger": Stay(date(2018, 1, 1), None),
        "had left": Stay(date(2020, 1, 1), date(2023, 5, 1)),
        "comes back": Stay(date(2020, 1, 1), date(2023, 5, 1)),
        "never left": Stay(date(2020, 1, 1), date(2023, 5, 1)),
    }
    second = {
        "stays": Stay(date(2020, 1, 1), None),
        "leaves": Stay(date(2020, 1, 1), date(2024, 3, 31)),
        "younger": Stay(date(2021, 1, 1), None),
        "comes back": Stay(date(2024, 2, 1), None),
        "never left": Stay(date(2020, 1, 1), None),
        "new": Stay(date(2024, 2, 1), None),
        "was there": Stay(date(2019, 2, 1), None),
    }

    found = compare(first, second, first_as_of=date(2023, 12, 31), second_as_of=date(2024, 12, 31))

    assert found.joined == ("new",)
    assert found.left == ("leaves",)
    assert found.hidden == ("vanishes",)
    assert found.edited == ("younger",)
    assert found.revived == ("never left",)
    assert found.unannounced == ("was there",)
    assert not found.is_consistent


def test_an_honest_second_list_is_consistent() -> None:
    first = {"stays": Stay(date(2020, 1, 1), None), "leaves": Stay(date(2020, 1, 1), None)}
    second = {**first, "leaves": Stay(date(2020, 1, 1), date(2024, 3, 31))}

    assert compare(
        first, second, first_as_of=date(2023, 12, 31), second_as_of=date(2024, 12, 31)
    ).is_consistent


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"Dev": 30, "QA": 12}, set()),
        ({"Dev": 30, "QA": 12, "PM": 3}, {"PM", "QA"}),
        ({"Dev": 30, "QA": 12, "PM": 3, "Ops": 4}, {"PM", "Ops"}),
        ({"Dev": 30, "QA": 12, "PM": 1, "Ops": 1}, {"PM", "Ops", "QA"}),
        ({"Dev": 30, "QA": 0}, set()),
        ({"PM": 2}, {"PM"}),
    ],
)
def test_small_groups_are_hidden_with_what_gives_them_away(sizes: dict[str, int], hidden: set[str]) -> None:
    assert suppressed(sizes) == hidden
