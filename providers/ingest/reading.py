"""Reads a roster whole: every row is accepted, or set aside with its line, column and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import BinaryIO

import numpy as np
import pandas as pd
from django.utils.translation import gettext as _

from providers.domain.attrition.plausibility import Checked, Code, Column, Finding, Rows, check
from providers.domain.attrition.spells import LEAVINGS, OPEN, Codes, Days, Groups, Mask, Spells, day_number
from providers.domain.rosters.dates import is_no_date, read_date
from providers.domain.rosters.faults import RowFault
from providers.domain.rosters.fields import Field, distinct
from providers.domain.rosters.layout import Layout
from providers.domain.rosters.leaving import leaving_of
from providers.ingest.refusals import RosterRefused
from providers.ingest.sources import LONGEST_CELL, MOST_ROWS, Line, open_source

SHOWN_VALUE = 60
LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that does not count: its line in the file, the column to blame, why, what stood there."""

    line: int
    column: str
    reason: RowFault | Code
    value: str = ""


@dataclass(frozen=True)
class ReadRoster:
    """Everything a file said: counts in = accepted + set aside.

    `lines`, `people` and `types` belong to the accepted rows, in their order, as `spells` does.
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


@dataclass(frozen=True)
class _Cells:
    """The wanted columns of all rows that could be read, as text, and the rows that could not."""

    lines: list[int]
    columns: dict[Field, list[str]]
    refused: list[SetAside]


def read_roster(file: BinaryIO, layout: Layout, *, as_of: date) -> ReadRoster:
    """Read a file by its layout as of a day; raises RosterRefused where it cannot be read at all."""
    if layout.missing:
        reason = _("Say which columns hold the employee id and the start date.")
        raise RosterRefused(reason)
    source = open_source(file, encoding=layout.encoding, separator=layout.separator, sheet=layout.sheet)
    cells = _cells(source.lines(), layout)
    if not cells.lines and not cells.refused:
        raise RosterRefused(_("This file has a line of headers and nothing below it."))
    return _roster(cells, layout, as_of)


def _cells(lines: Iterator[Line], layout: Layout) -> _Cells:
    headers = next((distinct(line.cells) for line in lines if line.number == layout.header_line), None)
    if headers is None:
        raise RosterRefused(_("Line %(number)d holds no headers.") % {"number": layout.header_line})
    places = _places(headers, layout)
    read = _Cells([], {field: [] for field in places}, [])
    keep = [(places[field], column.append) for field, column in read.columns.items()]
    # Few different words come a million times; ids do not.
    known: dict[str, str] = {}
    ids = places[Field.EMPLOYEE_ID]
    width = len(headers)
    first = list(islice(lines, LOOKED_AT))
    usual = max(width, _usual_width(first))
    for line in chain(first, lines):
        if len(read.lines) + len(read.refused) >= MOST_ROWS:
            raise RosterRefused(_("This file has more than %(most)d rows.") % {"most": MOST_ROWS})
        cells = line.cells
        if fault := _fault(line, headers, usual):
            read.refused.append(fault)
            continue
        read.lines.append(line.number)
        for place, append in keep:
            text = cells[place].strip() if place < len(cells) and place < width else ""
            append(text if place == ids else known.setdefault(text, text))
    return read


def _places(headers: Sequence[str], layout: Layout) -> dict[Field, int]:
    missing = [name for name in layout.columns.values() if name not in headers]
    if missing:
        raise RosterRefused(_("There is no column called “%(name)s”.") % {"name": missing[0]})
    return {field: headers.index(name) for field, name in layout.columns.items()}


def _usual_width(lines: Sequence[Line]) -> int:
    """The number of cells that most rows have: some programs end every line with separators."""
    widths = [len(line.cells) for line in lines]
    return max(set(widths), key=widths.count, default=0)


def _fault(line: Line, headers: Sequence[str], usual: int) -> SetAside | None:
    extra = line.cells[len(headers) :]
    if len(line.cells) > usual or any(cell.strip() for cell in extra):
        # One separator too many shifts what follows: nobody can tell which cell is which.
        return SetAside(line.number, "", RowFault.TOO_MANY_CELLS, "; ".join(extra)[:SHOWN_VALUE])
    if max(map(len, line.cells)) <= LONGEST_CELL:
        return None
    place = next(place for place, cell in enumerate(line.cells) if len(cell) > LONGEST_CELL)
    return SetAside(line.number, headers[place], RowFault.TOO_LONG, line.cells[place][:SHOWN_VALUE])


def _roster(cells: _Cells, layout: Layout, as_of: date) -> ReadRoster:
    groups = {field: _groups(column) for field, column in cells.columns.items()}
    nothing = Groups(("",), np.zeros(len(cells.lines), dtype=np.int64))
    functions, sites = groups.get(Field.FUNCTION, nothing), groups.get(Field.SITE, nothing)
    starts = _dates(groups[Field.START_DATE], layout)
    ends = _dates(groups[Field.END_DATE], layout) if Field.END_DATE in groups else _never(nothing)
    rows = Rows(groups[Field.EMPLOYEE_ID], _same_rows(list(groups.values())), starts, ends, functions)
    checked = check(rows, as_of=as_of)
    accepted = checked.accepted
    leavings = _leavings(groups.get(Field.LEAVING_TYPE, nothing))
    every = Spells(starts.days, np.where(ends.known, ends.days, OPEN), functions, sites, leavings)
    return ReadRoster(
        rows=len(cells.lines) + len(cells.refused),
        spells=every.where(accepted),
        people=rows.people.where(accepted),
        types=groups.get(Field.EMPLOYMENT_TYPE, nothing).where(accepted),
        lines=np.asarray(cells.lines, dtype=np.int64)[accepted],
        set_aside=tuple(sorted([*cells.refused, *_set_aside(checked, cells, layout, rows)], key=_line)),
        findings=checked.findings,
    )


def _groups(column: list[str]) -> Groups:
    codes, names = pd.factorize(np.array(column, dtype=object))
    return Groups(tuple(names), codes.astype(np.int64))


def _same_rows(columns: Sequence[Groups]) -> Codes:
    """Equal numbers exactly where all columns are equal, by numbering pairs of columns again and again."""
    same = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        pairs, _names = pd.factorize(same * (len(column.names) + 1) + column.codes)
        same = pairs.astype(np.int64)
    return same


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
        field = _blamed(code, rows, place)
        value = cells.columns[field][place] if field in cells.columns else ""
        yield SetAside(cells.lines[place], layout.columns.get(field, ""), code, value[:SHOWN_VALUE])


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
