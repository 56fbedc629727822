"""The ends of quarters, and which one is asked for next."""

from datetime import date

import pytest

from providers.domain.rosters.quarters import last_quarter_end, months_old, next_asking, quarter_end


@pytest.mark.parametrize(
    ("today", "last", "end"),
    [
        (date(2026, 11, 24), date(2026, 9, 30), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2026, 12, 31), date(2027, 3, 31)),
        (date(2028, 2, 29), date(2027, 12, 31), date(2028, 3, 31)),
    ],
)
def test_a_quarter_ends_with_its_third_month(today: date, last: date, end: date) -> None:
    assert (last_quarter_end(today), quarter_end(today)) == (last, end)


def test_nothing_follows_before_the_quarter_has_ended() -> None:
    assert next_asking(date(2026, 9, 30), date(2026, 10, 21), date(2026, 12, 30)) is None


def test_the_next_quarter_gets_the_time_that_the_last_one_had() -> None:
    following = next_asking(date(2026, 9, 30), date(2026, 10, 21), date(2026, 12, 31))

    assert following == (date(2026, 12, 31), date(2027, 1, 21))


def test_whoever_looks_late_asks_for_the_latest_quarter_and_leaves_a_week() -> None:
    following = next_asking(date(2026, 3, 31), date(2026, 4, 5), date(2026, 11, 24))

    assert following == (date(2026, 9, 30), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("as_of", "today", "months"),
    [
        (date(2026, 9, 30), date(2026, 10, 29), 0),
        (date(2026, 9, 30), date(2026, 10, 30), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 6, 30), date(2026, 11, 24), 4),
        (date(2026, 12, 31), date(2026, 11, 24), 0),
    ],
)
def test_the_age_is_told_in_whole_months(as_of: date, today: date, months: int) -> None:
    assert months_old(as_of, today) == months
