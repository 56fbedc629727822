"""The windows in which a roster is looked at without anybody asking."""

from __future__ import annotations

from datetime import date

from providers.domain.attrition.analysis import months_before
from providers.domain.attrition.spells import Window

# The last year for the headline; three for curves and functions, which need more leavers.
USUAL_MONTHS = (12, 36)


def usual_windows(as_of: date) -> tuple[Window, ...]:
    """Return the windows that end on the day a roster was made."""
    return tuple(last_months(as_of, months) for months in USUAL_MONTHS)


def last_months(as_of: date, months: int) -> Window:
    """Return the window of the last so many months."""
    return Window(months_before(as_of, months), as_of)
