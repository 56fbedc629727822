"""How dates are written in a file: one format for the whole of it, guessed, shown and changeable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SERIAL_ZERO = date(1899, 12, 30).toordinal()
# Workbooks of some programs for the Macintosh count from here.
SERIAL_ZERO_1904 = date(1904, 1, 1).toordinal()
# 1 January 1900 to 31 December 2199 as serial days of spreadsheets.
SERIALS = range(2, 109_575)


class DateFormat(StrEnum):
    """The formats that are read; two-digit years only where the order is beyond doubt."""

    ISO = "YYYY-MM-DD"
    ISO_SLASHES = "YYYY/MM/DD"
    COMPACT = "YYYYMMDD"
    DAY_FIRST_DOTS = "DD.MM.YYYY"
    DAY_FIRST_SLASHES = "DD/MM/YYYY"
    MONTH_FIRST_SLASHES = "MM/DD/YYYY"
    DAY_FIRST_DASHES = "DD-MM-YYYY"
    MONTH_FIRST_DASHES = "MM-DD-YYYY"
    DAY_MONTH_NAME = "DD MMM YYYY"
    DAY_MONTH_NAME_DASHES = "DD-MMM-YYYY"
    DAY_MONTH_NAME_SHORT = "DD-MMM-YY"
    MONTH_NAME_DAY = "MMM DD, YYYY"
    SERIAL = "serial day of a spreadsheet"
    SERIAL_1904 = "serial day of a spreadsheet, from 1904"


PATTERNS: Mapping[DateFormat, tuple[str, ...]] = {
    DateFormat.ISO: ("%Y-%m-%d",),
    DateFormat.ISO_SLASHES: ("%Y/%m/%d",),
    DateFormat.COMPACT: ("%Y%m%d",),
    DateFormat.DAY_FIRST_DOTS: ("%d.%m.%Y",),
    DateFormat.DAY_FIRST_SLASHES: ("%d/%m/%Y",),
    DateFormat.MONTH_FIRST_SLASHES: ("%m/%d/%Y",),
    DateFormat.DAY_FIRST_DASHES: ("%d-%m-%Y",),
    DateFormat.MONTH_FIRST_DASHES: ("%m-%d-%Y",),
    DateFormat.DAY_MONTH_NAME: ("%d %b %Y", "%d %B %Y"),
    DateFormat.DAY_MONTH_NAME_DASHES: ("%d-%b-%Y", "%d-%B-%Y"),
    DateFormat.DAY_MONTH_NAME_SHORT: ("%d-%b-%y",),
    DateFormat.MONTH_NAME_DAY: ("%b %d, %Y", "%B %d, %Y"),
}
SERIAL_ZEROS = {DateFormat.SERIAL: SERIAL_ZERO, DateFormat.SERIAL_1904: SERIAL_ZERO_1904}
# A time of day behind a date says nothing more.
TIME_BEHIND = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?$")
COMPACT = re.compile(r"\d{8}")
# What systems print for "has not left".
NO_DATE = frozenset(
    {"", "-", "--", "n/a", "na", "none", "null", "nil", "nat", "active", "present", "current"}
)


@dataclass(frozen=True, slots=True)
class GuessedFormat:
    """The format most dates are in; `also` would fit as well, and means that somebody has to look."""

    format: DateFormat
    also: tuple[DateFormat, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether no other format reads them as well, as other days."""
        return not self.also


def without_time(text: str) -> str:
    """Return the text without a time of day behind it."""
    return TIME_BEHIND.sub("", text)


def is_no_date(text: str) -> bool:
    """Tell whether a cell says that there is no date."""
    return text.strip().lower() in NO_DATE


def read_date(text: str, form: DateFormat, *, typed: bool = False) -> date | None:
    """Return the date that a cell means in this format; None where it is no date.

    What a workbook holds as a date arrives as YYYY-MM-DD and is read in every format (`typed`).
    """
    plain = without_time(text.strip())
    if form in SERIAL_ZEROS:
        day = _serial(plain, SERIAL_ZEROS[form])
    elif form is DateFormat.COMPACT and not COMPACT.fullmatch(plain):
        day = None
    else:
        day = _parsed(plain, PATTERNS[form])
    return day or (_parsed(plain, PATTERNS[DateFormat.ISO]) if typed else None)


def guess_format(samples: Iterable[str], *, typed: bool = False, since_1904: bool = False) -> GuessedFormat:
    """Return the format that reads most of the cells; ISO where none does.

    From which day serial days count, the file says: nothing in them tells.
    """
    cells = list(dict.fromkeys(cell for cell in samples if not is_no_date(cell)))
    other = DateFormat.SERIAL if since_1904 else DateFormat.SERIAL_1904
    forms = [form for form in DateFormat if form is not other]
    read = {form: [read_date(cell, form, typed=typed) for cell in cells] for form in forms}
    known = {form: sum(day is not None for day in days) for form, days in read.items()}
    best = max(forms, key=lambda form: known[form])
    if not known[best]:
        return GuessedFormat(DateFormat.ISO)
    also = tuple(form for form in forms if known[form] == known[best] and _differ(read[form], read[best]))
    return GuessedFormat(best, also)


def _differ(one: Sequence[date | None], other: Sequence[date | None]) -> bool:
    return any(a != b for a, b in zip(one, other, strict=True) if a is not None and b is not None)


def _serial(text: str, zero: int) -> date | None:
    number = text.removesuffix(".0")
    if not number.isascii() or not number.isdigit() or int(number[:7]) not in SERIALS:
        return None
    return date.fromordinal(zero + int(number))


def _parsed(text: str, patterns: tuple[str, ...]) -> date | None:
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            continue
    return None
