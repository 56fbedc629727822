"""On which days somebody is reminded of a due day: ahead of it, on it, and every week after."""

from collections.abc import Sequence
from datetime import date, timedelta

DAYS_AHEAD: Sequence[int] = (14, 3)
WEEK = 7


def latest_occasion(due_on: date, today: date, *, days_ahead: Sequence[int] = DAYS_AHEAD) -> date | None:
    """The last such day that has come; None while it is too early.

    Whoever looks late finds one occasion, the latest, however many went by.
    """
    if today >= due_on:
        weeks = (today - due_on).days // WEEK
        return due_on + timedelta(days=weeks * WEEK)
    ahead = (due_on - timedelta(days=days) for days in days_ahead)
    return max((day for day in ahead if day <= today), default=None)
