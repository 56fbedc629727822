"""Writes a workbook: every text stays text, whatever it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from outsourcing.workbooks.libraries import xlsxwriter

Value = str | int | float | bool | date | None
# Neither formulas nor links nor numbers are made out of somebody's text.
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
LONGEST_TEXT = 32_767
LISTS = "Lists"
SPARE_ROWS = 200
# No XML may hold them.
UNWRITABLE = dict.fromkeys([0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what belongs into it, and the words to choose from where there are few."""

    name: str
    help: str = ""
    width: int = 16
    choices: Sequence[str] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A drop-down of one cell, by its place among the rows."""

    row: int
    column: int
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a line of names, a line of help where there is any, and the rows.

    A protected table lets only the columns be changed that are not locked; no password is set.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    choices: Sequence[Choices] = field(default=())
    protected: bool = False


def write_workbook(tables: Sequence[Table], *, title: str, help_mark: str = "") -> bytes:
    """The workbook as a file; the line of help begins with `help_mark`, by which readers know it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, AS_WRITTEN) as book:
        book.set_properties({"title": title[:255]})
        pen = _Pen(book, help_mark)
        for table in tables:
            pen.write(table)
        pen.write_lists()
    return out.getvalue()


class _Pen:
    """Writes tables into one workbook, and at its end the lists that their drop-downs offer."""

    def __init__(self, book: Any, help_mark: str) -> None:
        self._book, self._help_mark = book, help_mark
        self._lists: dict[tuple[str, ...], str] = {}
        plain = {"text_wrap": True, "valign": "top"}
        self._head = book.add_format({**plain, "bold": True, "bottom": 1, "bg_color": "#E8ECF0"})
        self._help = book.add_format({**plain, "italic": True, "font_color": "#55606B"})
        self._cell = book.add_format(plain)
        self._day = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
        to_fill = {**plain, "locked": False, "bg_color": "#FFFBE6", "border": 1}
        self._open = book.add_format(to_fill)
        self._open_day = book.add_format({**to_fill, "num_format": "yyyy-mm-dd"})

    def write(self, table: Table) -> None:
        """One table on a sheet of its own."""
        sheet = self._book.add_worksheet(table.name[:31])
        below = self._write_head(sheet, table)
        for number, row in enumerate(table.rows, start=below):
            for place, value in enumerate(row):
                is_open = table.protected and not table.columns[place].locked
                _write(sheet, number, place, value, self._look(value, is_open))
        sheet.freeze_panes(below, 0)
        # On paper all columns stand beside each other, whatever their number.
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        self._add_choices(sheet, table, below)
        if table.protected:
            sheet.protect("", {"format_columns": True, "format_rows": True})

    def write_lists(self) -> None:
        """What the drop-downs offer, on a hidden sheet: a list in the rule itself breaks at each comma."""
        if not self._lists:
            return
        sheet = self._book.add_worksheet(LISTS)
        for place, words in enumerate(self._lists):
            for number, word in enumerate(words):
                sheet.write_string(number, place, word)
        sheet.hide()

    def _write_head(self, sheet: Any, table: Table) -> int:
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, self._head)
            if self._help_mark:
                said = f"{self._help_mark} {column.help}" if place == 0 else column.help
                sheet.write_string(1, place, said, self._help)
        return 2 if self._help_mark else 1

    def _look(self, value: Value, is_open: bool) -> Any:
        if isinstance(value, date):
            return self._open_day if is_open else self._day
        return self._open if is_open else self._cell

    def _add_choices(self, sheet: Any, table: Table, below: int) -> None:
        last = below + len(table.rows) + SPARE_ROWS
        for place, column in enumerate(table.columns):
            if column.choices:
                sheet.data_validation(below, place, last, place, self._rule(column.choices))
        for each in table.choices:
            row = below + each.row
            sheet.data_validation(row, each.column, row, each.column, self._rule(each.words))

    def _rule(self, words: Sequence[str]) -> dict[str, object]:
        letters = self._lists.setdefault(tuple(words), _letters(len(self._lists)))
        source = f"={LISTS}!${letters}$1:${letters}${len(words)}"
        # Other words may be typed, lists of several among them; what does not fit is named when it is read.
        return {"validate": "list", "source": source, "ignore_blank": True, "error_type": "information"}


def _write(sheet: Any, row: int, place: int, value: Value, look: Any) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, place, None, look)
        case bool():
            sheet.write_boolean(row, place, value, look)
        case int() | float():
            _write_number(sheet, row, place, value, look)
        case date():
            sheet.write_datetime(row, place, value, look)
        case _:
            _write_text(sheet, row, place, str(value), look)


def _write_number(sheet: Any, row: int, place: int, value: int | float, look: Any) -> None:
    # A cell keeps sixteen digits; what needs more, and what is no number to a sheet, goes as text.
    text = f"{value:.16G}"
    if text.lstrip("-")[:1].isdigit() and float(text) == value:
        sheet.write_number(row, place, value, look)
    else:
        sheet.write_string(row, place, repr(value), look)


def _write_text(sheet: Any, row: int, place: int, text: str, look: Any) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"A cell holds {LONGEST_TEXT} characters, not {len(text)}.")
    sheet.write_string(row, place, text.translate(UNWRITABLE), look)


def _letters(number: int) -> str:
    first, second = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
