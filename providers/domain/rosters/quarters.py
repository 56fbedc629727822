"""The ends of quarters, on which rosters are asked for again and again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

SHORTEST_WAIT = timedelta(days=7)
LONGEST_WAIT = timedelta(days=60)
OLD_AFTER_MONTHS = 3


def quarter_end(day: date) -> date:
    """Return the last day of the quarter in which a day lies."""
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, monthrange(day.year, month)[1])


def last_quarter_end(today: date) -> date:
    """Return the latest end of a quarter that has come."""
    end = quarter_end(today)
    return end if end == today else date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def next_asking(before: date, before_due: date, today: date) -> tuple[date, date] | None:
    """Return the day and the due day of the roster that follows; None while its quarter has not ended.

    Whoever looks late asks for the latest quarter, not for each that went by.
    """
    as_of = last_quarter_end(today)
    if as_of <= before:
        return None
    wait = min(max(before_due - before, SHORTEST_WAIT), LONGEST_WAIT)
    return as_of, max(as_of + wait, today + SHORTEST_WAIT)


def months_old(as_of: date, today: date) -> int:
    """Return how many whole months ago a day was; 0 for days to come."""
    months = (today.year - as_of.year) * 12 + today.month - as_of.month
    is_last = as_of.day == monthrange(as_of.year, as_of.month)[1]
    ends = is_last and today.day == monthrange(today.year, today.month)[1]
    return max(0, months - (today.day < as_of.day and not ends))
