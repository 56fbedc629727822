"""A sheet as it was read, and its lines by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessments.domain.books.cells import Cell, CellError, is_blank
from assessments.domain.json_fields import Json

# The line of help begins with it; readers pass it by, wherever it stands.
HELP_MARK = "ⓘ"


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet with the rows that hold something, each with its number as the sheet shows it."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class BookFault:
    """What is wrong in which cell; row 0 means the whole sheet, no sheet the whole file."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass
class Faults:
    """Collects what is wrong while a workbook is read."""

    found: list[BookFault] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: str, reason: str) -> None:
        """Note one fault."""
        self.found.append(BookFault(sheet, row, column, reason))


@dataclass(frozen=True)
class Line:
    """One row below the names of the columns."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    faults: Faults

    def has(self, column: str) -> bool:
        """Whether something stands in this column."""
        return not is_blank(self.cells.get(column))

    def get(self, column: str) -> Cell:
        """What stands in this column."""
        return self.cells.get(column)

    def read(self, column: str, how: Callable[[Cell], Json], default: Json, needed: str = "") -> Json:
        """What stands in this column, read; the default where it is blank or cannot be read."""
        if not self.has(column):
            if needed:
                self.fault(column, needed)
            return default
        try:
            return how(self.get(column))
        except CellError as error:
            self.fault(column, str(error))
            return default

    def fault(self, column: str, reason: str) -> None:
        """Note that this cell is wrong."""
        self.faults.add(self.sheet, self.number, column, reason)


def lines_of(
    sheets: Mapping[str, GivenSheet], name: str, needed: Sequence[str], faults: Faults
) -> Iterator[Line]:
    """The lines of a sheet; a missing sheet or column is a fault."""
    sheet = sheets.get(name.lower())
    if sheet is None or not sheet.rows:
        faults.add(name, 0, "", "this sheet is missing, or empty")
        return
    _number, head = sheet.rows[0]
    columns = {str(cell).strip().lower(): place for place, cell in enumerate(head) if not is_blank(cell)}
    missing = [column for column in needed if column.lower() not in columns]
    for column in missing:
        faults.add(name, sheet.rows[0][0], column, "this column is missing")
    if missing:
        return
    for number, row in sheet.rows[1:]:
        if not _is_help(row):
            yield Line(name, number, _Named(columns, row), faults)


def by_name(sheets: Sequence[GivenSheet]) -> Mapping[str, GivenSheet]:
    """The sheets by their names, whatever the case."""
    return {sheet.name.strip().lower(): sheet for sheet in sheets}


class _Named(Mapping[str, Cell]):
    """The cells of a row by the names of their columns, whatever the case."""

    def __init__(self, columns: Mapping[str, int], row: Sequence[Cell]) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, column: str) -> Cell:
        place = self._columns[column.lower()]
        return self._row[place] if place < len(self._row) else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _is_help(row: Sequence[Cell]) -> bool:
    # In its first cell, unless somebody put the columns into another order.
    return any(isinstance(cell, str) and cell.lstrip().startswith(HELP_MARK) for cell in row)
