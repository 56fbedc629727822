"""The records of a text file, one by one, in little memory whatever the file holds."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper

from django.utils.translation import gettext as _

from providers.ingest.refusals import RosterRefused

# A hundred cells of two thousand characters, and some room for quotation marks.
LONGEST_RECORD = 250_000
MOST_LINES = 3_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something; `number` counts from 1 as an editor or spreadsheet shows it."""

    number: int
    cells: Sequence[str]


def records(text: TextIOWrapper, separator: str) -> Iterator[Line]:
    """The records that hold something; one that runs over several lines counts from its first.

    A quotation mark that is never closed would swallow people without a word: it is refused by its line.
    """
    pieces = _Pieces(text)
    reader = csv.reader(pieces.lines(), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            if len(pieces.of_record) > 1 and not _is_well_quoted(pieces.of_record, separator):
                raise _without_end(before + 1)
            if any(cells) and any(cell.strip() for cell in cells):
                yield Line(before + 1, cells)
            before = reader.line_num
            pieces.begin()
    except csv.Error as error:
        raise _without_end(before + 1) from error


class _Pieces:
    """The lines of a text, and those that the record at hand is made of."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self._room = LONGEST_RECORD
        self.of_record: list[str] = []

    def begin(self) -> None:
        """The next line begins a record."""
        self._room = LONGEST_RECORD
        self.of_record.clear()

    def lines(self) -> Iterator[str]:
        """Each line, never more of one than a record may have."""
        number = 0
        for number, line in enumerate(iter(partial(self._text.readline, LONGEST_RECORD), ""), start=1):
            self._room -= len(line)
            if self._room <= 0 or "\0" in line:
                raise _no_line_of_a_table(number) if self._room <= 0 else no_text()
            if number > MOST_LINES:
                raise RosterRefused(_("This file has more than %(most)d lines.") % {"most": MOST_LINES})
            self.of_record.append(line)
            yield line


def no_text() -> RosterRefused:
    """The refusal of what is neither text nor workbook."""
    return RosterRefused(_("This is neither a text file nor a workbook. Send it as .csv or .xlsx."))


def _is_well_quoted(lines: Sequence[str], separator: str) -> bool:
    try:
        return bool(list(csv.reader(lines, delimiter=separator, strict=True)))
    except csv.Error:
        return False


def _without_end(number: int) -> RosterRefused:
    reason = _(
        "Line %(number)d: a cell has no end. A quotation mark is opened there and not closed, so that other "
        "rows would be lost in it. Correct it and try again."
    )
    return RosterRefused(reason % {"number": number})


def _no_line_of_a_table(number: int) -> RosterRefused:
    reason = _("Line %(number)d is longer than any row of a roster (%(most)d characters). Is this a table?")
    return RosterRefused(reason % {"number": number, "most": LONGEST_RECORD})
