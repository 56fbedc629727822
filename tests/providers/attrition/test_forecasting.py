"""How many leave a team, with and without filling the seats again, and what that costs."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.domain.attrition.forecasting import (
    Basis,
    Hazards,
    Leaving,
    hazards_of,
    number_of_leavers,
    scaled,
)
from providers.domain.attrition.losses import Assumptions, RemedySizes, loss, months_lost, remedies
from providers.domain.attrition.monthly import Monthly
from providers.domain.attrition.seats import departures_with_backfill
from providers.domain.attrition.spells import Window
from tests.providers.attrition.lists import YEAR_2024, spells

# Engineers of a published retention roster, by bands of tenure in months.
ENGINEERS = Hazards((0, 3, 6, 12, 24, 36), (0.0, 0.002192, 0.329115, 0.39447, 0.506489, 0.938001))
TEAM = (1, 3, 5, 8, 11, 14, 20, 26)


def test_the_sum_of_three_unlike_coins() -> None:
    found = number_of_leavers((0.1, 0.2, 0.3))

    assert found.probabilities == pytest.approx((0.504, 0.398, 0.092, 0.006))
    assert found.expected == pytest.approx(0.6)
    assert found.deviation**2 == pytest.approx(0.46)
    assert found.at_least(1) == pytest.approx(0.496)
    assert found.at_least(2) == pytest.approx(0.098)


def test_a_team_by_bands_of_tenure() -> None:
    chances = [ENGINEERS.leaving(tenure, 12) for tenure in TEAM]

    assert chances == pytest.approx(
        [0.179612, 0.231814, 0.280431, 0.311118, 0.322282, 0.33843, 0.374466, 0.439209], abs=1e-6
    )
    found = number_of_leavers(chances)
    assert found.expected == pytest.approx(2.477362, abs=1e-6)
    assert found.at_least(1) == pytest.approx(0.950866, abs=1e-6)
    assert found.at_least(3) == pytest.approx(0.473588, abs=1e-6)


def test_a_team_by_its_curve() -> None:
    """The published distribution of eight people, from the probabilities of the curve."""
    found = number_of_leavers(
        (0.252874, 0.313869, 0.319338, 0.334523, 0.351915, 0.285008, 0.374635, 0.382777)
    )

    assert found.probabilities == pytest.approx(
        (0.041531, 0.163159, 0.279091, 0.271462, 0.164198, 0.063236, 0.01514, 0.00206, 0.000122), abs=2e-6
    )
    assert found.expected == pytest.approx(2.614939, abs=2e-6)
    assert found.deviation == pytest.approx(1.32161, abs=1e-5)
    assert found.range(0.8) == (1, 4)
    assert found.at_least(1) == pytest.approx(0.958469, abs=1e-6)
    assert found.at_least(3) == pytest.approx(0.516219, abs=2e-6)


def test_the_curve_where_it_reaches_the_bands_beyond() -> None:
    survival = [1.0] * 6 + [0.75] * 6 + [0.5] * 6 + [0.25] * 7
    known = Leaving(ENGINEERS, Monthly(tuple(survival), (9,) * 25))

    near, far = known.chance(6, 6), known.chance(18, 12)

    assert near.probability == pytest.approx(1 / 3)
    assert near.basis is Basis.CURVE
    assert (far.probability, far.basis) == (ENGINEERS.leaving(18, 12), Basis.BANDS)
    assert known.by_month(6, 7) == pytest.approx((0, 0, 0, 0, 0, 1 / 3, 0))
    assert known.by_month(18, 12) == ENGINEERS.by_month(18, 12)


def test_a_curve_that_falls_to_nothing_leaves_nobody() -> None:
    known = Leaving(ENGINEERS, Monthly((1.0, 0.5, 0.0, 0.0), (9, 9, 9, 9)))

    assert known.chance(0, 3).probability == 1.0
    assert known.by_month(0, 3) == (0.5, 1.0, 1.0)


def test_a_small_function_leans_on_the_company() -> None:
    company = spells([("2023-07-01", "2024-07-01")] * 10 + [("2023-07-01", None)] * 30)
    few = spells([("2023-07-01", None)] * 2)
    window = Window(*YEAR_2024)

    every = hazards_of(company, window)
    alone, leaning = hazards_of(few, window), hazards_of(few, window, every)

    assert alone.rates[3] == 0.0
    assert 0.0 < leaning.rates[3] < every.rates[3]
    assert hazards_of(company, window, every).rates[3] == pytest.approx(
        (every.rates[3] * 25.0 + 3) / (25.0 + 3 / every.rates[3]), rel=0.2
    )


def test_a_seat_without_time_to_fill_it_again_is_a_single_coin() -> None:
    hazards = Hazards((0,), (0.4,))

    never = departures_with_backfill(hazards.by_month, (5,), 12, vacancy=12)

    assert never.probabilities == pytest.approx((1 - hazards.leaving(5, 12), hazards.leaving(5, 12)))


def test_a_seat_filled_at_once_by_hand() -> None:
    """Two months, one in ten leaving each month: 0, 1, 2 departures as two coins."""
    hazards = Hazards((0,), (-12 * math.log(0.9),))

    found = departures_with_backfill(hazards.by_month, (7,), 2, vacancy=0)

    assert found.probabilities == pytest.approx((0.81, 0.18, 0.01))


def test_newcomers_leave_by_their_own_tenure() -> None:
    hazards = Hazards((0, 12), (0.9, 0.1))

    filled = departures_with_backfill(hazards.by_month, (24,) * 4, 24, vacancy=1)
    unfilled = number_of_leavers([hazards.leaving(24, 24)] * 4)

    assert filled.expected > unfilled.expected
    assert filled.at_least(1) == pytest.approx(unfilled.at_least(1))


@settings(max_examples=30)
@given(
    st.lists(st.floats(0, 120), min_size=1, max_size=6),
    st.integers(1, 36),
    st.integers(0, 6),
    st.floats(0, 2),
)
def test_a_distribution_is_one(tenures: list[float], months: int, vacancy: int, ratio: float) -> None:
    def faster(tenure: float, ahead: int) -> list[float]:
        return [scaled(chance, ratio) for chance in ENGINEERS.by_month(tenure, ahead)]

    filled = departures_with_backfill(faster, tenures, months, vacancy)

    assert sum(filled.probabilities) == pytest.approx(1.0, abs=1e-9)
    low, high = filled.range()
    assert 0 <= low <= high < len(filled.probabilities)


def test_half_the_hazard_twice_is_the_whole() -> None:
    assert (1 - scaled(0.36, 0.5)) ** 2 == pytest.approx(0.64)
    assert scaled(1.0, 0.5) == 1.0


def test_what_departures_cost() -> None:
    assumptions = Assumptions(
        vacancy=1.5, ramp=6, first_productivity=0.25, annual_cost=80_000, replacement_share=0.21
    )

    found = loss(3.75, 10, 18, assumptions)

    assert months_lost(assumptions) == 3.75
    assert found.months == 14.0625
    assert found.share == pytest.approx(0.078125)
    assert found.slip == pytest.approx(1.525424, abs=1e-6)
    assert found.replacement_cost == pytest.approx(63_000.0)
    assert found.cost == pytest.approx(63_000 + 14.0625 * 80_000 / 12)


def test_nothing_left_has_no_delay_in_months() -> None:
    assert loss(10, 1, 2, Assumptions()).slip is None


def test_each_remedy_saves_and_none_makes_it_worse() -> None:
    base = Assumptions()
    known = dict(remedies(base, RemedySizes()))

    assert months_lost(known["overlap"]) == 3.25
    assert months_lost(known["bench"]) == 1.875
    assert months_lost(known["notice"]) == 2.75
    clause = loss(2, 8, 12, known["replacement_clause"])
    assert clause.replacement_cost == 0.0
    assert clause.months == loss(2, 8, 12, base).months


def test_overlap_beyond_the_vacancy_shortens_the_ramp() -> None:
    assert months_lost(Assumptions(vacancy=1, overlap=3)) == pytest.approx((6 - 2) * 0.75 / 2)


def test_a_window_must_end_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Window(date(2024, 1, 1), date(2024, 1, 1))
