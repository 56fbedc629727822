"""One sheet of a workbook as lines of text cells; the workbook is measured before any of it is loaded."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO
from zipfile import ZipFile

import python_calamine
from django.utils.translation import gettext as _

from outsourcing.workbooks.archive import WORKBOOK, opened
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits
from outsourcing.workbooks.reach import NO_RESULT, Counted, Odd
from outsourcing.workbooks.scanning import scan
from providers.domain.rosters.fields import column_letter
from providers.ingest.records import Line
from providers.ingest.refusals import RosterRefused

MOST_COLUMNS = 100
LONGEST_CELL = 2_000
# Larger ones are asked for as text, which needs a tenth of the time.
LIMITS = Limits(
    file_bytes=30_000_000,
    unpacked_bytes=150_000_000,
    rows=200_000,
    columns=MOST_COLUMNS,
    cells=2_000_000,
    text=LONGEST_CELL,
    # A sheet is held whole, with its empty cells, at 32 bytes each.
    area=5_000_000,
)
SINCE_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](1|true)""")
HEAD = 100_000


@dataclass(frozen=True)
class SheetSource:
    """One sheet of a workbook; formulas give the value they were saved with.

    In some workbooks (`since_1904`) day 0 is 1 January 1904.
    """

    book: python_calamine.CalamineWorkbook
    sheet: str
    sheets: tuple[str, ...]
    since_1904: bool
    odd: Odd

    def lines(self) -> Iterator[Line]:
        """The rows that hold something."""
        odd_rows = {row for row, _column in self.odd}
        with _loaded():
            for number, row in enumerate(self.book.get_sheet_by_name(self.sheet).iter_rows(), start=1):
                cells = [_cell(value) for value in row]
                if number in odd_rows:
                    cells = [self.odd.get((number, place), cell) for place, cell in enumerate(cells, start=1)]
                if any(cells):
                    yield Line(number, cells)


def open_sheet(file: BinaryIO, sheet: str) -> SheetSource:
    """The sheet that was said, else the longest that can be seen; raises RosterRefused."""
    counted, since_1904 = _measured(file)
    file.seek(0)
    with _loaded():
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        sheets = _visible(book)
        chosen = _chosen(book, sheets, sheet)
    odd = counted.odd_of(chosen)
    _require_results(chosen, odd)
    return SheetSource(book, chosen, sheets, since_1904, odd)


def _measured(file: BinaryIO) -> tuple[Counted, bool]:
    """Look through a workbook before it is loaded, and say whether its days count since 1904."""
    try:
        with opened(file, LIMITS) as archive:
            return scan(archive, LIMITS), _counts_since_1904(archive)
    except WorkbookRefused as refused:
        raise RosterRefused(" ".join(str(fault) for fault in refused.faults)) from refused


def _counts_since_1904(archive: ZipFile) -> bool:
    with archive.open(WORKBOOK) as part:
        return SINCE_1904.search(part.read(HEAD)) is not None


def _require_results(sheet: str, odd: Odd) -> None:
    """An end date without its result would read as one who has not left."""
    without = next((place for place, shown in odd.items() if shown == NO_RESULT), None)
    if without is None:
        return
    reason = _(
        "Cell %(column)s%(row)d of sheet “%(sheet)s” holds a formula, and the file was saved without its "
        "result. Open the file in a spreadsheet program, save it there and try again."
    )
    column = column_letter(without[1] - 1)
    raise RosterRefused(reason % {"column": column, "row": without[0], "sheet": sheet})


@contextmanager
def _loaded() -> Iterator[None]:
    """Whatever trips the library is a fault of the file; what the library itself cannot stand, too."""
    try:
        yield
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from error


def _damaged() -> RosterRefused:
    return RosterRefused(_("This file is damaged and cannot be read."))


def _chosen(book: python_calamine.CalamineWorkbook, sheets: tuple[str, ...], said: str) -> str:
    if said and said not in sheets:
        raise RosterRefused(_("There is no sheet called “%(sheet)s”.") % {"sheet": said})
    if not sheets:
        raise RosterRefused(_("This workbook has no sheet that can be seen."))
    if len(sheets) > LIMITS.sheets:
        raise RosterRefused(_("This workbook has more than %(most)d sheets.") % {"most": LIMITS.sheets})
    # Notes often come first: the longest sheet is the list.
    return said or max(sheets, key=lambda name: book.get_sheet_by_name(name).total_height)


def _visible(book: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    kinds = python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetVisibleEnum.Visible
    return tuple(sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == kinds)


def _cell(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case _:
            return "" if value is None else str(value)
