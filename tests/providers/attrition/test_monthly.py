"""Curves month by month, intervals of shares and of the half-life, and the years of a window."""

from datetime import date

import pytest

from providers.domain.attrition.analysis import analyse, parts_of
from providers.domain.attrition.monthly import Monthly, monthly, monthly_data, monthly_from
from providers.domain.attrition.shares import share_interval
from providers.domain.attrition.spells import Window
from providers.domain.attrition.survival import kaplan_meier, tenure_curve
from tests.providers.attrition.lists import Entry, spells
from tests.providers.attrition.test_survival import RELAPSED, WEEKS

WINDOW = Window(date(2020, 12, 31), date(2024, 12, 31))
# Forty start on the same day; ten leave after a year and a half, and ten more after two and a half.
STAFF: list[Entry] = [
    *[("2021-01-01", "2022-07-02")] * 10,
    *[("2021-01-01", "2023-07-02")] * 10,
    *[("2021-01-01", None)] * 20,
]


def test_wilsons_interval_as_published() -> None:
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I."""
    for (count, total), ends in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }.items():
        found = share_interval(count, total)
        assert found is not None
        assert (found.low, found.high) == pytest.approx(ends, abs=5e-5)
    assert share_interval(0, 0) is None


def test_the_half_life_has_an_interval() -> None:
    """Remission under 6-MP (Freireich 1963): half-life 23 weeks, from 13 on; its upper end is not reached."""
    curve = kaplan_meier(WEEKS, RELAPSED)

    assert curve.median == 23
    assert curve.median_ends == (13, None)


def test_a_curve_is_read_month_by_month() -> None:
    staff = spells(STAFF)
    found = monthly(tenure_curve(staff, WINDOW), staff, WINDOW)

    assert (found.survival[17], found.survival[18]) == (1.0, 0.75)
    assert (found.at_risk[0], found.at_risk[17], found.at_risk[20], found.at_risk[40]) == (40, 40, 30, 20)
    assert found.leaving(0, 17) == pytest.approx(0.0)
    assert found.leaving(17, 3) == pytest.approx(0.25)
    assert found.leaving(20, 12) == pytest.approx(1 / 3)
    assert found.leaving(17.5, 6) == pytest.approx(1 - 0.75 / 0.875)
    assert found.leaving(40, 12) is None
    assert monthly_from(monthly_data(found)) == found
    assert monthly_from(None) is None


def test_a_curve_reaches_only_where_five_people_were_seen() -> None:
    found = Monthly((1.0, 0.9, 0.8, 0.2), (20, 12, 5, 4))

    assert found.leaving(0, 2) == pytest.approx(0.2)
    assert found.leaving(0, 3) is None
    assert found.leaving(0, 2.5) is None
    assert found.leaving(-1, 2) is None
    assert Monthly((1.0,), (2,)).leaving(0, 0) is None


def test_before_the_curve_begins_it_says_nothing() -> None:
    found = Monthly((None, None, 1.0, 0.8), (0, 2, 9, 8))

    assert found.leaving(0, 3) is None
    assert found.leaving(2, 1) == pytest.approx(0.2)


def test_the_months_in_which_newcomers_leave_most() -> None:
    steady = [0.99**month for month in range(25)]
    early = [*steady[:5], *[share * 0.8 for share in steady[5:]]]

    assert Monthly(tuple(early), (50,) * 25).busiest() == (2, 5)
    assert Monthly(tuple(steady), (50,) * 25).busiest() is None
    assert Monthly((1.0,) * 25, (50,) * 25).busiest() is None
    assert Monthly((1.0, 0.9), (50, 40)).busiest() is None


def test_a_window_is_told_by_years_too() -> None:
    years = parts_of(WINDOW, 12)
    found = analyse(spells(STAFF), WINDOW)

    assert [year.until for year in years] == [date(year, 12, 31) for year in (2021, 2022, 2023, 2024)]
    assert [period.turnover.leavers.leavers for period in found.years] == [0, 10, 10, 0]
    assert [period.turnover.stayed for period in found.years] == [0, 30, 20, 20]
    assert [period.turnover.stability for period in found.years] == [None, 0.75, pytest.approx(2 / 3), 1.0]
    assert sum(period.turnover.leavers.leavers for period in found.periods) == 20
