"""Reads a roster whole: every row is accepted, or set aside with its line, column and reason."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import chain, islice
from typing import BinaryIO

import numpy as np
from django.utils.translation import gettext as _

from providers.domain.attrition.plausibility import Checked, Code, Column, Finding, Rows, check
from providers.domain.attrition.spells import LEAVINGS, OPEN, Codes, Days, Groups, Mask, Spells, day_number
from providers.domain.rosters.dates import is_no_date, read_date
from providers.domain.rosters.fields import Field, distinct
from providers.domain.rosters.layout import Layout
from providers.domain.rosters.leaving import leaving_of
from providers.ingest.columns import columns_of, ids, same_rows, seen
from providers.ingest.records import Line
from providers.ingest.refusals import RosterRefused
from providers.ingest.rows import SHOWN_VALUE, Fitting, SetAside
from providers.ingest.sources import MOST_ROWS, open_source

LOOKED_AT = 2_000
# More rows than this are counted, but not kept one by one.
MOST_SET_ASIDE = 5_000


@dataclass(frozen=True)
class ReadRoster:
    """Everything a file said: counts in = accepted + aside.

    `lines`, `people` and `types` belong to the accepted rows, in their order, as `spells` does. `set_aside`
    holds the first rows that do not count, as many as were asked for.
    """

    rows: int
    spells: Spells
    people: Groups
    types: Groups
    lines: Codes
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]

    @property
    def accepted(self) -> int:
        """How many rows count."""
        return len(self.spells)

    @property
    def aside(self) -> int:
        """How many do not."""
        return self.rows - self.accepted


@dataclass
class _Cells:
    """The wanted columns of all rows that could be read, and the rows that could not: how many, the first."""

    lines: "array[int]" = field(default_factory=lambda: array("q"))
    columns: Mapping[Field, Groups] = field(default_factory=dict)
    refused: int = 0
    first_refused: list[SetAside] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.lines) + self.refused

    def refuse(self, row: SetAside, keep: int) -> None:
        self.refused += 1
        if self.refused <= keep:
            self.first_refused.append(row)


def read_roster(file: BinaryIO, layout: Layout, *, as_of: date, keep: int = MOST_SET_ASIDE) -> ReadRoster:
    """Read a file by its layout as of a day, keeping so many of the rows that do not count.

    Raises RosterRefused where it cannot be read at all.
    """
    if layout.missing:
        reason = _("Say which columns hold the employee id and the start date.")
        raise RosterRefused(reason)
    source = open_source(file, encoding=layout.encoding, separator=layout.separator, sheet=layout.sheet)
    cells = _cells(source.lines(), layout, keep)
    if not cells.rows:
        raise RosterRefused(_("This file has a line of headers and nothing below it."))
    return _roster(cells, layout, as_of, keep)


def _cells(lines: Iterator[Line], layout: Layout, keep: int) -> _Cells:
    headers = next((distinct(line.cells) for line in lines if line.number == layout.header_line), None)
    if headers is None:
        raise RosterRefused(_("Line %(number)d holds no headers.") % {"number": layout.header_line})
    places = _places(headers, layout)
    columns, people = columns_of(layout.columns), list[str]()
    wanted = [(places[each], column.append, column.number_of) for each, column in columns.items()]
    id_place, width, read = places[Field.EMPLOYEE_ID], len(headers), _Cells()
    for line in _fitting(lines, headers, layout, read, keep):
        cells = line.cells
        read.lines.append(line.number)
        people.append(seen(cells[id_place].strip()) if id_place < len(cells) else "")
        for place, append, number_of in wanted:
            append(number_of(cells[place].strip() if place < len(cells) and place < width else ""))
    groups = {each: column.groups() for each, column in columns.items()}
    read.columns = {Field.EMPLOYEE_ID: ids(people), **groups}
    return read


def _fitting(
    lines: Iterator[Line], headers: Sequence[str], layout: Layout, read: _Cells, keep: int
) -> Iterator[Line]:
    """The rows that have the cells of the headers; the others are set aside."""
    first = list(islice(lines, LOOKED_AT))
    fitting = Fitting(headers, layout, first)
    for line in chain(first, lines):
        if read.rows >= MOST_ROWS:
            raise RosterRefused(_("This file has more than %(most)d rows.") % {"most": MOST_ROWS})
        if fault := fitting.fault(line):
            read.refuse(fault, keep)
        else:
            yield line


def _places(headers: Sequence[str], layout: Layout) -> dict[Field, int]:
    missing = [name for name in layout.columns.values() if name not in headers]
    if missing:
        raise RosterRefused(_("There is no column called “%(name)s”.") % {"name": missing[0]})
    return {field: headers.index(name) for field, name in layout.columns.items()}


def _roster(cells: _Cells, layout: Layout, as_of: date, keep: int) -> ReadRoster:
    groups = cells.columns
    nothing = Groups(("",), np.zeros(len(cells.lines), dtype=np.int64))
    functions, sites = groups.get(Field.FUNCTION, nothing), groups.get(Field.SITE, nothing)
    starts = _dates(groups[Field.START_DATE], layout)
    ends = _dates(groups[Field.END_DATE], layout) if Field.END_DATE in groups else _never(nothing)
    rows = Rows(groups[Field.EMPLOYEE_ID], same_rows(list(groups.values())), starts, ends, functions)
    checked = check(rows, as_of=as_of)
    accepted = checked.accepted
    leavings = _leavings(groups.get(Field.LEAVING_TYPE, nothing))
    every = Spells(starts.days, np.where(ends.known, ends.days, OPEN), functions, sites, leavings)
    aside = merge(cells.first_refused, _set_aside(checked, cells, layout, rows), key=_line)
    return ReadRoster(
        rows=cells.rows,
        spells=every.where(accepted),
        people=rows.people.where(accepted),
        types=groups.get(Field.EMPLOYMENT_TYPE, nothing).where(accepted),
        lines=np.asarray(cells.lines, dtype=np.int64)[accepted],
        set_aside=tuple(islice(aside, keep)),
        findings=checked.findings,
    )


def _dates(texts: Groups, layout: Layout) -> Column:
    """Each different text is read once."""
    form, typed = layout.date_format, bool(layout.sheet)
    empty = np.array([is_no_date(text) for text in texts.names], dtype=bool)
    days = [
        None if none else read_date(text, form, typed=typed)
        for text, none in zip(texts.names, empty, strict=True)
    ]
    invalid = np.array([day is None for day in days], dtype=bool) & ~empty
    numbers = np.array([day_number(day) if day else 0 for day in days], dtype=np.int64)
    codes = texts.codes
    return Column(_taken(numbers, codes), empty[codes], invalid[codes])


def _taken(numbers: Days, codes: Codes) -> Days:
    return numbers[codes] if len(numbers) else np.zeros(0, dtype=np.int64)


def _never(nothing: Groups) -> Column:
    size = len(nothing.codes)
    none: Mask = np.zeros(size, dtype=bool)
    return Column(np.zeros(size, dtype=np.int64), ~none, none)


def _leavings(texts: Groups) -> Codes:
    kinds = np.array([LEAVINGS.index(leaving_of(text)) for text in texts.names], dtype=np.int64)
    return kinds[texts.codes] if len(kinds) else np.zeros(0, dtype=np.int64)


def _set_aside(checked: Checked, cells: _Cells, layout: Layout, rows: Rows) -> Iterator[SetAside]:
    for place, code in checked.reasons:
        blamed = _blamed(code, rows, place)
        column = cells.columns.get(blamed)
        value = column.names[column.codes[place]] if column else ""
        yield SetAside(cells.lines[place], layout.columns.get(blamed, ""), code, value[:SHOWN_VALUE])


def _blamed(code: Code, rows: Rows, place: int) -> Field:
    match code:
        case Code.INVALID_DATE:
            return Field.START_DATE if rows.starts.invalid[place] else Field.END_DATE
        case Code.MISSING_START | Code.START_IN_FUTURE | Code.DEFAULT_DATE:
            return Field.START_DATE
        case Code.END_BEFORE_START:
            return Field.END_DATE
        case _:
            return Field.EMPLOYEE_ID


def _line(row: SetAside) -> int:
    return row.line
