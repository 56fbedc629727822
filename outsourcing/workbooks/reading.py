"""Reads a workbook: limits first, then streamed row by row; formulas give the value they were saved with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from outsourcing.workbooks.archive import opened
from outsourcing.workbooks.faults import Fault, WorkbookRefused
from outsourcing.workbooks.libraries import openpyxl
from outsourcing.workbooks.limits import USUAL, Limits
from outsourcing.workbooks.scanning import scan

Value = str | int | float | bool | date | None
# What the format cannot hold in its XML it writes so; a carriage return is the one that people type.
CONTROL = re.compile(r"_x00(0[0-8BbCcDdEeFf]|1[0-9A-Fa-f])_")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something; `number` counts from 1 as the sheet shows it."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with the rows that hold something."""

    name: str
    rows: tuple[Row, ...]


def read_workbook(file: BinaryIO, limits: Limits = USUAL) -> tuple[Sheet, ...]:
    """Every sheet that can be seen, in order; raises WorkbookRefused and keeps nothing then."""
    with opened(file, limits) as archive:
        scan(archive, limits)
        return _read(file, limits)


def _read(file: BinaryIO, limits: Limits) -> tuple[Sheet, ...]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > limits.sheets:
            text = _("This workbook has more than %(most)d sheets.") % {"most": limits.sheets}
            raise WorkbookRefused.because(text)
        sheets = tuple(Sheet(sheet.title, tuple(_rows(sheet, limits))) for sheet in book.worksheets)
        book.close()
    except WorkbookRefused:
        raise
    except Exception as error:
        # Whatever trips the library is a fault of the file: its outside was looked at already.
        raise WorkbookRefused.because(_("This file is damaged and cannot be read.")) from error
    return sheets


def _rows(sheet: Any, limits: Limits) -> Iterator[Row]:
    # The size that a sheet claims for itself may be wrong; what it really holds was counted before.
    sheet.reset_dimensions()
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(
        max_row=limits.rows, max_col=limits.columns, values_only=True
    )
    for number, values in enumerate(rows, start=1):
        read = [_value(value, sheet.title, number, limits) for value in values]
        while read and read[-1] in (None, ""):
            read.pop()
        if read:
            yield Row(number, tuple(read))


def _value(value: Any, sheet: str, row: int, limits: Limits) -> Value:
    match value:
        case str():
            if len(value) > limits.text:
                reason = _("A cell holds more than %(most)d characters.") % {"most": limits.text}
                raise WorkbookRefused([Fault(reason, sheet, row)])
            return CONTROL.sub(lambda found: chr(int(found[0][2:6], 16)), value)
        case datetime():
            return value.date() if value.time() == time() else value
        case None | int() | float() | date():
            return value
        case _:
            return str(value)
