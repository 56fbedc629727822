"""The one place where figures and dates become text, in the reader's language."""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import get_language, gettext, ngettext, override

NOTHING = "–"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
# Scores that differ by less are the same; what remains is the dust of floating points.
SAME = 1e-9
# The same few figures and days stand again and again on the pages of a house.
TEXTS_KEPT = 4096
Figure = int | float | Decimal


def decimal_text(value: Figure | None, places: int = 1) -> str:
    """A plain number with so many decimals, halves rounded away from zero."""
    rounded = _rounded(value, places)
    return NOTHING if rounded is None else _localised(rounded, places)


def score_text(value: Figure | None) -> str:
    """A score from 0 to 1 on its scale of 100, with one decimal."""
    return decimal_text(_hundredfold(value), 1)


def share_text(value: Figure | None, places: int = 0) -> str:
    """A share from 0 to 1 as a percentage."""
    text = decimal_text(_hundredfold(value), places)
    return text if text == NOTHING else f"{text}{NO_BREAK_SPACE}%"


def weight_text(value: Figure | None) -> str:
    """A weight without decimals that say nothing: 5, 4.5, 0.25."""
    rounded = _rounded(value, 2)
    if rounded is None:
        return NOTHING
    trimmed = rounded.normalize()
    return _localised(rounded, max(0, -int(trimmed.as_tuple().exponent)))


def signed_text(value: Figure | None, places: int = 1) -> str:
    """A change with its sign: +3.4 or −3.4; nothing changed carries none."""
    rounded = _rounded(value, places)
    if rounded is None:
        return NOTHING
    text = _localised(abs(rounded), places)
    if rounded == 0:
        return text
    return f"+{text}" if rounded > 0 else f"{MINUS}{text}"


def span_text(low: Figure | None, high: Figure | None) -> str:
    """Two scores from 0 to 1 as a range such as 76–81; one number when both round to it."""
    ends = [decimal_text(_hundredfold(end), 0) for end in (low, high)]
    if NOTHING in ends:
        return NOTHING
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def interval_text(low: Figure | None, high: Figure | None) -> str:
    """Two shares as percentages with one decimal: 18.4–24.5 %."""
    if low is None or high is None:
        return NOTHING
    return f"{decimal_text(low * 100)}–{share_text(high, 1)}"


def possible_text(low: Figure | None, high: Figure | None) -> str:
    """What a score from 0 to 1 can still become: "possible 76–81", or "complete" where nothing is open."""
    if low is None or high is None:
        return NOTHING
    if abs(float(high) - float(low)) < SAME:
        return gettext("complete")
    return gettext("possible %(span)s") % {"span": span_text(low, high)}


def count_text(value: int | None) -> str:
    """A whole number with its thousands set apart."""
    return NOTHING if value is None else number_format(value, decimal_pos=0, force_grouping=True)


def day_text(value: date | datetime | None) -> str:
    """A day, in the reader's time zone when it is a moment."""
    if value is None:
        return NOTHING
    local = _local(value)
    return _day_in(date(local.year, local.month, local.day), get_language())


def moment_text(value: datetime | None) -> str:
    """A day and its time."""
    return NOTHING if value is None else date_format(_local(value), "DATETIME_FORMAT")


def clock_text(value: datetime | time | None) -> str:
    """The time of day alone."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        return date_format(_local(value), "TIME_FORMAT")
    return time_format(value, "TIME_FORMAT")


def since_text(value: datetime | None, today: date) -> str:
    """When something was, as short as it stays clear: 23:18 today, 14 Nov, 23:18 this year, else in full."""
    if value is None:
        return NOTHING
    local = _local(value)
    if (local.year, local.month, local.day) == (today.year, today.month, today.day):
        return clock_text(value)
    # Translators: a day without its year, and a time.
    return date_format(local, gettext("j M, H:i")) if local.year == today.year else moment_text(value)


def deadline_text(value: datetime | None) -> str:
    """A moment with its time zone written out, for whatever closes."""
    if value is None:
        return NOTHING
    return f"{moment_text(value)} {timezone.localtime(value).tzname()}"


def duration_text(value: timedelta | None) -> str:
    """How long something takes, in its two largest units."""
    if value is None:
        return NOTHING
    seconds = int(value.total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    if hours:
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    if minutes:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    return gettext("%(seconds)d s") % {"seconds": seconds}


def initials_of(name: str) -> str:
    """At most two letters for a person: the first and the last name's."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in letters).upper() or "?"


def _hundredfold(value: Figure | None) -> Decimal | None:
    # Through the shortest text of a float, so that 0.7805 is 78.05 and not 78.04999.
    return None if value is None else Decimal(str(value)) * 100


def _rounded(value: Figure | None, places: int) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(str(value))
    if not exact.is_finite():
        return None
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _localised(value: Decimal, places: int) -> str:
    return _localised_in(value, places, get_language())


@lru_cache(maxsize=TEXTS_KEPT)
def _localised_in(value: Decimal, places: int, language: str | None) -> str:
    with override(language):
        text = number_format(abs(value), decimal_pos=places)
    return f"{MINUS}{text}" if value < 0 else text


@lru_cache(maxsize=TEXTS_KEPT)
def _day_in(day: date, language: str | None) -> str:
    with override(language):
        return date_format(day, "DATE_FORMAT")


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
