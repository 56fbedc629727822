"""A checklist from a file, JSON or workbook: read, and imported whole or refused with every fault."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions import Refused
from assessments.actions.editing import FileRefused, intake_faults
from assessments.actions.preparing.importing import import_with_table, table_faults
from assessments.domain.books.columns import ABOUT, LEVELS, OPTIONS, POINTS, QUESTIONS, SECTIONS
from assessments.domain.books.reading import ReadBook, read_checklist
from assessments.domain.books.table import GivenSheet
from assessments.models import TemplateVersion
from outsourcing.actors import Actor
from outsourcing.workbooks.faults import Fault, WorkbookRefused
from outsourcing.workbooks.reading import read_workbook

LARGEST_JSON = 10_000_000
WORKBOOK, JSON = ".xlsx", ".json"
ENDINGS = (WORKBOOK, JSON)
SHEETS = (ABOUT, SECTIONS, QUESTIONS, LEVELS, OPTIONS, POINTS)


class ChecklistFileForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx) or JSON file"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        """One of the two kinds, by its ending."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Choose a file that ends in .xlsx or .json."))
        return file


@dataclass(frozen=True)
class ReadFile:
    """What a file says, and how to find the place of a part in it."""

    data: dict[str, object]
    book: ReadBook | None = None

    def fault(self, part: str, reason: str) -> Fault:
        """A fault of a part, with its cell where the file is a workbook."""
        if self.book is None:
            return Fault(reason, column=part)
        sheet, row, column = self.book.places.find(part)
        return Fault(reason, sheet, row, column)


def import_file(*, by: Actor, file: BinaryIO, name: str) -> TemplateVersion:
    """A file as the draft of the next version; raises WorkbookRefused with every fault, and keeps nothing."""
    read = _read_workbook(file) if name.lower().endswith(WORKBOOK) else _read_json(file)
    found = list(_cell_faults(read))
    try:
        if not found:
            return import_with_table(by=by, data=read.data)
        check_rest(read, found)
    except FileRefused as refused:
        found = [read.fault(each.part, each.reason) for each in refused.faults]
    except Refused as refused:
        found = [Fault(refused.reason)]
    raise WorkbookRefused(sorted(found, key=_in_order))


def check_rest(read: ReadFile, found: list[Fault]) -> None:
    """Add what else is wrong, except in rows that could not be read anyway."""
    known = {(fault.sheet, fault.row) for fault in found}
    for each in (*intake_faults(read.data), *table_faults(read.data)):
        fault = read.fault(each.part, each.reason)
        if (fault.sheet, fault.row) not in known:
            found.append(fault)


def _read_workbook(file: BinaryIO) -> ReadFile:
    sheets = [
        GivenSheet(sheet.name, [(row.number, row.values) for row in sheet.rows])
        for sheet in read_workbook(file)
    ]
    book = read_checklist(sheets)
    return ReadFile(book.data, book)


def _read_json(file: BinaryIO) -> ReadFile:
    content = file.read(LARGEST_JSON + 1)
    if len(content) > LARGEST_JSON:
        raise WorkbookRefused.because(_("This file is larger than any checklist."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WorkbookRefused.because(_("This file cannot be read: %s") % error) from error
    if not isinstance(data, dict):
        raise WorkbookRefused.because(_("This file holds no checklist."))
    return ReadFile(data)


def _in_order(fault: Fault) -> tuple[int, int]:
    return (SHEETS.index(fault.sheet) if fault.sheet in SHEETS else -1, fault.row)


def _cell_faults(read: ReadFile) -> Sequence[Fault]:
    if read.book is None:
        return ()
    return [Fault(_(each.reason), each.sheet, each.row, each.column) for each in read.book.faults]
