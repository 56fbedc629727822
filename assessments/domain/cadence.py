"""When a review is due: counted in months from an anchor, so that no due day ever drifts."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# How a checklist says how often it is answered.
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "eighteen": 18,
    "twenty-four": 24,
}
_SAID = re.compile(
    r"(?P<half>half[- ]yearly|twice a year|(?:every|each) half[- ]year|semi-?annual(?:ly)?)"
    r"|(?P<count>(?:every|each) (?P<number>\d{1,3}|" + "|".join(_WORDS) + r") (?P<unit>month|year)s?)"
    r"|(?P<quarter>quarterly|(?:every|each|a) quarter)"
    r"|(?P<month>monthly|(?:every|each|once a) month)"
    r"|(?P<year>yearly|annual(?:ly)?|(?:every|each|once a) year)"
)
_FIXED = {"half": 6, "quarter": 3, "month": 1, "year": 12}
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Cadence:
    """Cycle `anchor_number` is due on `anchor_on`, and each other one so many months from there."""

    anchor_on: date
    every_months: int
    anchor_number: int = 1

    def due_on(self, number: int) -> date:
        """The due day of a cycle."""
        return add_months(self.anchor_on, (number - self.anchor_number) * self.every_months)

    def latest_due(self, today: date) -> int:
        """The number of the last cycle that is due today or was before; less than one where none was."""
        months = (today.year - self.anchor_on.year) * 12 + today.month - self.anchor_on.month
        number = self.anchor_number + months // self.every_months + 1
        while self.due_on(number) > today:
            number -= 1
        return number


@dataclass(frozen=True, slots=True)
class Opening:
    """The cycle to open now; `missed` cycles before it were never opened and never will be."""

    number: int
    due_on: date
    missed: int


def opening_at(cadence: Cadence, next_number: int, lead_days: int, today: date) -> Opening | None:
    """The one cycle to open on this day; None where it is too early.

    Where nobody looked for long, the latest that fell due opens as overdue; those before it are left out.
    """
    if cadence.due_on(next_number) - timedelta(days=lead_days) > today:
        return None
    number = max(next_number, cadence.latest_due(today))
    return Opening(number, cadence.due_on(number), number - next_number)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of a shorter month where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_in(recurrence: str) -> int | None:
    """The cadence that a checklist's own words tell; the last one said, for that is the steady one."""
    months = [_months(found) for found in _SAID.finditer(recurrence.lower())]
    return months[-1] if months and 1 <= months[-1] <= MOST_MONTHS else None


def _months(found: re.Match[str]) -> int:
    if found["count"]:
        number = _WORDS.get(found["number"]) or int(found["number"])
        return number * 12 if found["unit"] == "year" else number
    return next(months for name, months in _FIXED.items() if found[name])
