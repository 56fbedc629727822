"""How near a due day is, in words and as a tone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from outsourcing.ui.formats import day_text
from outsourcing.ui.registry import Tone

NEAR_DAYS = 30


@dataclass(frozen=True)
class Due:
    """The words of a due pill and how they should sound."""

    text: str
    tone: Tone


def is_near(due: date, today: date) -> bool:
    """Whether the day is said as seen from today: it has passed, or comes within the month."""
    return (due - today).days <= NEAR_DAYS


def due_of(due: date, today: date) -> Due:
    """Say how far away the day is; far days are named by their date."""
    days = (due - today).days
    if days < 0:
        return Due(ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}, Tone.BAD)
    if days == 0:
        return Due(gettext("today"), Tone.WARN)
    if days == 1:
        return Due(gettext("tomorrow"), Tone.WARN)
    if is_near(due, today):
        return Due(ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}, Tone.INFO)
    return Due(day_text(due), Tone.NONE)
