"""A real list of 933 terms: headcounts, rates and the curve with delayed entry, against plain counting."""

from datetime import date

import pytest

from providers.domain.attrition.analysis import analyse
from providers.domain.attrition.spells import Window
from providers.domain.attrition.survival import tenure_curve
from providers.ingest import ReadRoster, inspect, read_roster
from tests.providers.attrition import plainly
from tests.providers.rosters.senators import AS_OF, FILE, THREE_YEARS_BEFORE, YEAR_BEFORE, terms

WINDOWS = (
    (YEAR_BEFORE, AS_OF),
    (THREE_YEARS_BEFORE, AS_OF),
    (date(1899, 12, 31), date(1949, 12, 31)),
    (date(1866, 12, 31), AS_OF),
)


def roster() -> ReadRoster:
    with FILE.open("rb") as file:
        return read_roster(file, inspect(file).layout, as_of=AS_OF)


@pytest.mark.parametrize(("after", "until"), WINDOWS)
def test_headcounts_and_rates_are_those_of_plain_counting(after: date, until: date) -> None:
    read, plain = roster(), plainly.counted(terms(), after, until)

    found = analyse(read.spells, Window(after, until)).everybody.tenure.turnover

    assert (read.rows, read.accepted) == (933, 933)
    assert (found.before, found.joiners, found.leavers.leavers, found.after) == (
        plain.before,
        plain.joined,
        plain.left,
        plain.after,
    )
    assert found.leavers.person_years == pytest.approx(plain.years, abs=1e-9)
    assert found.leavers.value == pytest.approx(plain.rate, abs=1e-9)
    ends = found.leavers.ends
    assert ends is not None
    low, high = plainly.poisson_ends(plain.left)
    assert (ends.low, ends.high) == pytest.approx((low / plain.years, high / plain.years), abs=1e-9)


@pytest.mark.parametrize(("after", "until"), WINDOWS)
def test_the_curve_with_delayed_entry_is_that_of_plain_counting(after: date, until: date) -> None:
    curve = tenure_curve(roster().spells, Window(after, until))

    plain = plainly.survival(terms(), after, until, int(curve.given))
    assert curve.times.tolist() == [tenure for tenure, _share in plain]
    assert curve.survival.tolist() == pytest.approx([share for _tenure, share in plain], abs=1e-9)
    half = plainly.half_life(plain)
    assert (curve.median / 365.25 if curve.median else None) == pytest.approx(half)


def test_the_senate_in_the_year_before_the_list() -> None:
    """The figures themselves, so that both ways of counting cannot drift together."""
    plain = plainly.counted(terms(), YEAR_BEFORE, AS_OF)

    assert (plain.before, plain.joined, plain.left, plain.after) == (103, 6, 10, 99)
    assert plain.rate == pytest.approx(0.0983, abs=5e-5)
