"""The Kaplan-Meier curve against published tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.domain.attrition.spells import DAYS_IN_YEAR, Window
from providers.domain.attrition.survival import kaplan_meier, tenure_curve
from providers.domain.attrition.turnover import rate
from tests.providers.attrition.lists import YEAR_2024, Entry, spells

# Weeks in remission under 6-MP: Freireich et al. 1963, Blood 21, 699-716; the table is in Klein &
# Moeschberger, Survival Analysis, chapter 4.
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
RELAPSED = (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)


def test_the_published_table_of_remissions() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED)

    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.events.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.survival == pytest.approx(
        [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179], abs=1e-6
    )
    assert curve.errors == pytest.approx(
        [0.07636, 0.086935, 0.09635, 0.106815, 0.114054, 0.128234, 0.134591], abs=1e-6
    )
    assert curve.median == 23
    assert curve.at(12) == pytest.approx(0.752941, abs=1e-6)
    # Nine relapses in 359 weeks of observation.
    assert (int(curve.events.sum()), sum(WEEKS)) == (9, 359)
    assert rate(int(curve.events.sum()), sum(WEEKS)).value == pytest.approx(0.02507, abs=1e-6)


def test_the_interval_is_log_log() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED)

    # Kleinbaum & Klein's data by the log-log transformation at week 6.
    assert curve.ends_at(6) == pytest.approx((0.619718, 0.951552), abs=1e-5)
    assert curve.ends_at(3) == (1.0, 1.0)
    assert curve.ends_at(36) is None


def test_who_enters_at_a_moment_is_not_at_risk_in_it() -> None:
    curve = kaplan_meier((5, 8, 8), (1, 1, 0), (0, 5, 0))

    assert curve.times.tolist() == [5, 8]
    assert curve.at_risk.tolist() == [2, 2]
    assert curve.survival.tolist() == [0.5, 0.25]


def test_the_curve_knows_how_far_it_reaches() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED)

    assert curve.at(35) == pytest.approx(0.448179, abs=1e-6)
    assert curve.at(36) is None
    assert kaplan_meier((1, 2), (1, 1)).at(99) == 0.0
    assert kaplan_meier((1, 2), (1, 1)).ends_at(99) is None


def test_nobody_gives_an_empty_curve() -> None:
    curve = kaplan_meier((), ())

    assert curve.median is None
    assert curve.at(1) is None


def test_delayed_entry_is_not_counted_as_survival() -> None:
    """Ten people of three years' standing, of whom half leave, say nothing of the first year."""
    old: list[Entry] = [("2021-01-01", "2024-07-01")] * 5 + [("2021-01-01", None)] * 5

    curve = tenure_curve(spells(old), Window(*YEAR_2024))

    assert curve.given == 1094
    assert curve.at(DAYS_IN_YEAR) is None
    assert curve.at(1094 + 200) == 0.5


def test_a_tiny_early_risk_set_does_not_ruin_the_curve() -> None:
    newcomers: list[Entry] = [("2024-01-01", "2024-01-15")]
    many: list[Entry] = [("2023-01-01", None)] * 20 + [("2023-01-01", "2024-06-30")] * 20

    curve = tenure_curve(spells(newcomers + many), Window(*YEAR_2024))

    assert curve.given == 364
    assert curve.survival.tolist() == [0.5]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.booleans(), st.integers(0, 20)).filter(lambda row: row[2] < row[0]),
        min_size=1,
        max_size=40,
    )
)
def test_what_holds_for_every_curve(rows: list[tuple[int, bool, int]]) -> None:
    durations, events, entries = zip(*rows, strict=True)

    curve = kaplan_meier(durations, events, entries)

    assert (np.diff(np.concatenate([[1.0], curve.survival])) <= 1e-12).all()
    assert (curve.survival >= -1e-12).all()
    assert (curve.at_risk >= curve.events).all()
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.survival[known] + 1e-9).all()
    assert (curve.high[known] >= curve.survival[known] - 1e-9).all()
    mixed = sorted(rows, reverse=True)
    again = kaplan_meier(*zip(*mixed, strict=True))
    assert again.survival.tolist() == curve.survival.tolist()
