"""What cannot be, or is hard to believe, in a list of employees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from providers.domain.attrition.spells import (
    DAYS_IN_YEAR,
    OPEN,
    Codes,
    Days,
    Groups,
    Mask,
    Window,
    day_number,
    day_of,
)

LONGEST_CAREER = 45 * DAYS_IN_YEAR
COMMON_AT_LEAST = 5
COMMON_SHARE = 0.05
DEFAULT_DATES = (date(1900, 1, 1), date(1970, 1, 1))
MOST_IDS = 200
FEWEST_LEAVERS_TO_COMPARE = 5


class Severity(StrEnum):
    """An error is a fault of the list, a warning what should be asked about."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The findings by name."""

    DUPLICATE_ROW = "duplicate_row"
    DUPLICATE_ID = "duplicate_id"
    OVERLAPPING_SPELLS = "overlapping_spells"
    END_BEFORE_START = "end_before_start"
    INVALID_DATE = "invalid_date"
    MISSING_ID = "missing_id"
    MISSING_START = "missing_start"
    START_IN_FUTURE = "start_in_future"
    DEFAULT_DATE = "default_date"
    END_IN_FUTURE = "end_in_future"
    ZERO_TENURE = "zero_tenure"
    LONG_TENURE = "long_tenure"
    MISSING_FUNCTION = "missing_function"
    IDENTICAL_START_DATES = "identical_start_dates"
    IDENTICAL_END_DATES = "identical_end_dates"
    NO_LEAVERS_IN_WINDOW = "no_leavers_in_window"
    LEAVERS_IN_ONE_FUNCTION = "leavers_in_one_function"


WARNINGS = frozenset(
    {
        Code.END_IN_FUTURE,
        Code.ZERO_TENURE,
        Code.LONG_TENURE,
        Code.MISSING_FUNCTION,
        Code.IDENTICAL_START_DATES,
        Code.IDENTICAL_END_DATES,
        Code.NO_LEAVERS_IN_WINDOW,
        Code.LEAVERS_IN_ONE_FUNCTION,
    }
)


CODES: tuple[Code, ...] = tuple(Code)
COUNTS = -1
# Whoever starts later does not count yet in any window; all other errors leave it open what is true.
STILL_COUNTED = WARNINGS | {Code.START_IN_FUTURE}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: how often, whom it concerns (the first 200 ids), and the date or function it is about."""

    code: Code
    count: int
    ids: tuple[str, ...] = ()
    day: date | None = None
    about: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR


@dataclass(frozen=True)
class Column:
    """A column of dates: day numbers, and which of them were empty or no date at all."""

    days: Days
    empty: Mask
    invalid: Mask

    @property
    def known(self) -> Mask:
        """Where there is a date."""
        known: Mask = ~self.empty & ~self.invalid
        return known


@dataclass(frozen=True)
class Rows:
    """A list of employees as read, before anything is set aside.

    `people` has the id of each row; `same_rows` is equal exactly where whole rows are equal.
    """

    people: Groups
    same_rows: Codes
    starts: Column
    ends: Column
    functions: Groups

    def __len__(self) -> int:
        return len(self.same_rows)


@dataclass(frozen=True)
class Checked:
    """The findings, and why each row may not count: the place in CODES of the first reason, else COUNTS."""

    findings: tuple[Finding, ...]
    why: Codes

    @property
    def accepted(self) -> Mask:
        """Which rows may count."""
        accepted: Mask = self.why == COUNTS
        return accepted

    @property
    def reasons(self) -> Iterator[tuple[int, Code]]:
        """The rows that may not count, in order, each with its reason."""
        return ((int(place), CODES[self.why[place]]) for place in np.flatnonzero(self.why != COUNTS))


def check(rows: Rows, *, as_of: date) -> Checked:
    """Return what is wrong with a list as of a day; rows whose truth is open are set aside."""
    faults = dict(_faults(rows, as_of))
    why = np.full(len(rows), COUNTS, dtype=np.int64)
    for code, mask in faults.items():
        if code not in STILL_COUNTED:
            why[mask & (why == COUNTS)] = CODES.index(code)
    findings = [_finding(rows, code, mask) for code, mask in faults.items() if mask.any()]
    findings.extend(_common_dates(rows))
    return Checked(tuple(findings), why)


def check_leavers(
    functions: Groups, ends: Days, window: Window, *, attrition_claimed: bool
) -> tuple[Finding, ...]:
    """Return what the leavers of a window say of the list: none at all, or all of one function."""
    left = (ends > window.a) & (ends <= window.b)
    if not left.any():
        return (Finding(Code.NO_LEAVERS_IN_WINDOW, 0),) if attrition_claimed and len(ends) else ()
    everywhere, gone = np.unique(functions.codes), np.unique(functions.codes[left])
    if len(gone) == 1 < len(everywhere) and left.sum() >= FEWEST_LEAVERS_TO_COMPARE:
        return (Finding(Code.LEAVERS_IN_ONE_FUNCTION, int(left.sum()), about=functions.names[gone[0]]),)
    return ()


def _faults(rows: Rows, as_of: date) -> Iterator[tuple[Code, Mask]]:
    """The masks in the order in which a row's reason is taken."""
    today = day_number(as_of)
    starts, ends = rows.starts, rows.ends
    repeated = _repeated(rows.same_rows)
    default = _is_default(starts) | _is_default(ends)
    backwards = starts.known & ends.known & (ends.days < starts.days)
    yield Code.MISSING_ID, _named(rows.people, "")
    yield Code.DUPLICATE_ROW, repeated
    yield Code.INVALID_DATE, starts.invalid | ends.invalid
    yield Code.MISSING_START, starts.empty
    yield Code.DEFAULT_DATE, default
    yield Code.END_BEFORE_START, backwards
    yield Code.START_IN_FUTURE, starts.known & (starts.days > today)
    sound = starts.known & ~ends.invalid & ~repeated & ~backwards & ~default & ~_named(rows.people, "")
    yield from _doubled(rows, sound)
    yield Code.END_IN_FUTURE, ends.known & (ends.days > today)
    yield Code.ZERO_TENURE, starts.known & ends.known & (ends.days == starts.days)
    until = np.where(ends.known, np.minimum(ends.days, today), today)
    yield Code.LONG_TENURE, starts.known & ~default & (until - starts.days > LONGEST_CAREER)
    yield Code.MISSING_FUNCTION, _named(rows.functions, "")


def _doubled(rows: Rows, sound: Mask) -> Iterator[tuple[Code, Mask]]:
    """Spells of one id that begin on the same day, or of which one begins before another has ended."""
    places = np.flatnonzero(sound)
    ends = np.where(rows.ends.known, rows.ends.days, OPEN)
    order = places[np.lexsort((ends[places], rows.starts.days[places], rows.people.codes[places]))]
    people, starts = rows.people.codes[order], rows.starts.days[order]
    same = people[1:] == people[:-1]
    twice = same & (starts[1:] == starts[:-1])
    crossing = same & ~twice & (starts[1:] < _latest_end(people, ends[order])[:-1])
    yield Code.DUPLICATE_ID, _both(len(rows), order, twice)
    yield Code.OVERLAPPING_SPELLS, _both(len(rows), order, crossing)


def _latest_end(people: Codes, ends: Days) -> Days:
    """The latest end of the same person up to each row: an earlier, longer spell may still run."""
    # A step for each person keeps the running maximum from leaking into the next one.
    step = (people - (people.min() if len(people) else 0)) * (2 * OPEN)
    latest: Days = np.maximum.accumulate(ends + step) - step
    return latest


def _both(size: int, order: Codes, pairs: Mask) -> Mask:
    mask = np.zeros(size, dtype=bool)
    mask[order[1:][pairs]] = True
    mask[order[:-1][pairs]] = True
    return mask


def _repeated(codes: Codes) -> Mask:
    """Every row but the first of those that are equal."""
    mask = np.ones(len(codes), dtype=bool)
    mask[np.unique(codes, return_index=True)[1]] = False
    return mask


def _is_default(column: Column) -> Mask:
    """Dates that programs put where none was given; in a list that reaches further back they are real."""
    defaults = [day_number(day) for day in DEFAULT_DATES]
    found: Mask = column.known & np.isin(column.days, defaults)
    others = column.days[column.known & ~found]
    earliest = int(others.min()) if len(others) else max(defaults) + 1
    return found & (column.days < earliest)


def _named(groups: Groups, name: str) -> Mask:
    codes = [code for code, each in enumerate(groups.names) if each == name]
    found: Mask = np.isin(groups.codes, codes)
    return found


def _finding(rows: Rows, code: Code, mask: Mask) -> Finding:
    names = (rows.people.names[person] for person in rows.people.codes[mask])
    return Finding(code, int(mask.sum()), _first_different(names))


def _first_different(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for name in names:
        seen.setdefault(name)
        if len(seen) == MOST_IDS:
            break
    return tuple(seen)


def _common_dates(rows: Rows) -> Iterator[Finding]:
    columns = ((Code.IDENTICAL_START_DATES, rows.starts), (Code.IDENTICAL_END_DATES, rows.ends))
    for code, column in columns:
        known = column.known & ~_is_default(column)
        days, counts = np.unique(column.days[known], return_counts=True)
        limit = max(COMMON_AT_LEAST, COMMON_SHARE * len(rows))
        for day, count in zip(days[counts > limit], counts[counts > limit], strict=True):
            yield Finding(code, int(count), day=day_of(int(day)))
