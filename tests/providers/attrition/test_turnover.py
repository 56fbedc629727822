"""Headcounts and rates by hand, and the identity that must hold for every list."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.domain.attrition import poisson
from providers.domain.attrition.cohorts import first_year
from providers.domain.attrition.spells import OPEN, Leaving, Spells, Window, day_of
from providers.domain.attrition.survival import tenure_curve
from providers.domain.attrition.tenure import bands, group_tenure
from providers.domain.attrition.turnover import Denominator, headcount, month_ends, rate, turnover
from tests.providers.attrition.lists import YEAR_2024, spells

WINDOW = Window(*YEAR_2024)


def people(stay: int, leave: int, join: int) -> Spells:
    """Some stay through 2024, some leave in its middle, some join in its middle."""
    return spells(
        [("2020-01-01", None)] * stay + [("2020-01-01", "2024-06-30")] * leave + [("2024-07-01", None)] * join
    )


def test_a_year_by_hand() -> None:
    counted = turnover(people(25, 5, 15), WINDOW)

    assert (counted.before, counted.joiners, counted.departures, counted.after) == (30, 15, 5, 40)
    assert counted.stability == 25 / 30
    averages = dict(counted.averages)
    assert averages[Denominator.TWO_POINTS] == 35
    # "5 divided by 35, or 14 percent": bizfluent.com, how to calculate the turnover rate.
    assert 5 / averages[Denominator.TWO_POINTS] == pytest.approx(0.142857, abs=1e-6)
    assert counted.rate_by(Denominator.TWO_POINTS, 1.0).value == pytest.approx(0.142857, abs=1e-6)
    assert averages[Denominator.MONTH_ENDS] == (5 * 30 + 25 + 6 * 40) / 12
    assert counted.leavers.person_years == pytest.approx((25 * 366 + 5 * 182 + 15 * 183) / 365.25)


def test_the_last_day_is_worked_and_counts_as_left() -> None:
    one = spells([("2023-01-01", "2024-12-31")])

    assert headcount(one, date(2024, 12, 30)) == 1
    assert headcount(one, date(2024, 12, 31)) == 0
    assert turnover(one, WINDOW).leavers.leavers == 1
    assert turnover(one, Window(date(2024, 12, 31), date(2025, 12, 31))).leavers.leavers == 0


def test_a_transfer_is_no_separation() -> None:
    reasons = [Leaving.TRANSFER, Leaving.VOLUNTARY, Leaving.INVOLUNTARY, Leaving.OTHER]
    counted = turnover(spells([("2020-01-01", "2024-06-30")] * 4, reasons=reasons), WINDOW)

    assert (counted.departures, counted.transfers, counted.leavers.leavers) == (4, 1, 3)
    assert [(str(reason), each.leavers) for reason, each in counted.by_reason] == [
        ("voluntary", 1),
        ("involuntary", 1),
        ("other", 1),
    ]


def test_a_transfer_leaves_the_curve_the_bands_and_the_first_year_alone() -> None:
    window = Window(date(2022, 12, 31), date(2024, 12, 31))
    ends = [("2023-03-01", "2023-09-01")] * 4 + [("2023-03-01", None)] * 6
    moved = spells(ends, reasons=[Leaving.TRANSFER] * 4 + [Leaving.OTHER] * 6)

    curve = tenure_curve(moved, window)

    assert curve.events.tolist() == []
    assert curve.at(365) == 1.0
    assert sum(band.leavers.leavers for band in bands(moved, window)) == 0
    assert (first_year(moved, window, curve).joined, first_year(moved, window, curve).left) == (10, 0)


def test_a_part_of_a_year_is_made_annual() -> None:
    half = Window(date(2023, 12, 31), date(2024, 6, 30))
    counted = turnover(people(35, 5, 0), half)

    assert counted.rate_by(Denominator.TWO_POINTS, half.years).value == pytest.approx(5 / 37.5 / half.years)


def test_month_ends_end_with_the_window() -> None:
    assert month_ends(Window(date(2024, 1, 15), date(2024, 4, 10))) == (
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 10),
    )
    assert len(month_ends(WINDOW)) == 12


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.688879), (1, 0.025318, 5.571643), (31, 21.063, 44.002)]
)
def test_the_exact_interval(count: int, low: float, high: float) -> None:
    """Garwood's table; 31 over 140 person-years is 0.15045 to 0.3143."""
    ends = poisson.interval(count)

    assert ends.low == pytest.approx(low, abs=1e-4)
    assert ends.high == pytest.approx(high, abs=1e-3)


def test_tails_are_exact() -> None:
    assert poisson.at_least(31, 16.8) == pytest.approx(0.001211, abs=1e-6)
    assert poisson.at_most(31, 16.8) == pytest.approx(0.999382, abs=1e-6)
    assert poisson.at_most(0, 6.0) == pytest.approx(0.002479, abs=1e-6)
    assert poisson.at_most(100_000, 100_000.0) == pytest.approx(0.500841, abs=1e-5)
    assert poisson.at_least(0, 0.0) == 1.0
    assert poisson.at_most(3, 0.0) == 1.0


def test_nobody_there_has_no_rate() -> None:
    assert rate(0, 0.0).value is None
    assert turnover(spells([]), WINDOW).stability is None


def test_bands_hold_everybody_once() -> None:
    group = group_tenure("Dev", people(25, 5, 15), WINDOW)

    assert [band.headcount for band in group.bands] == [0, 15, 0, 0, 0, 25, 0]
    assert sum(band.leavers.leavers for band in group.bands) == 5
    assert sum(band.leavers.person_years for band in group.bands) == pytest.approx(
        group.turnover.leavers.person_years
    )
    assert group.median_years == pytest.approx(1826 / 365.25)


def test_the_first_year_in_both_ways() -> None:
    window = Window(date(2022, 12, 31), date(2024, 12, 31))
    joined = [("2023-01-15", "2023-06-30")] * 3 + [("2023-01-15", None)] * 7 + [("2024-09-01", None)] * 10

    found = first_year(spells(joined), window, tenure_curve(spells(joined), window))

    assert (found.joined, found.left) == (10, 3)
    assert found.share == 0.3
    # The ten of September left the risk set after 121 days, before the three went: 1 - 7/10.
    assert found.by_curve == pytest.approx(0.3)


@given(
    st.lists(
        st.tuples(st.integers(18_000, 20_500), st.integers(0, 1_500) | st.none()), min_size=1, max_size=30
    ),
    st.integers(18_500, 19_500),
    st.integers(1, 800),
)
def test_before_and_joined_and_left_make_after(
    rows: list[tuple[int, int | None]], begin: int, length: int
) -> None:
    entries = [
        (day_of(start).isoformat(), None if stay is None else day_of(start + stay).isoformat())
        for start, stay in rows
    ]
    window = Window(day_of(begin), day_of(begin + length))
    list_of_people = spells(entries)

    counted = turnover(list_of_people, window)

    assert counted.before + counted.joiners - counted.departures == counted.after
    years = counted.leavers.person_years
    assert sum(band.leavers.person_years for band in bands(list_of_people, window)) == pytest.approx(years)
    assert sum(band.leavers.leavers for band in bands(list_of_people, window)) == counted.leavers.leavers
    assert (list_of_people.ends <= OPEN).all()
