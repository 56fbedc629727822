"""Walks through the sheets once without keeping anything: how far they reach, and what they must not hold."""

import re
from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits

PLACE = re.compile(r"([A-Z]{1,4})(\d{1,8})")
XML = (".xml", ".rels")
# Bytes without an element beginning or ending, and elements within each other: honest files stay far below.
LONGEST_ELEMENT = 4_000_000
DEEPEST = 200


def scan(archive: ZipFile, limits: Limits) -> None:
    """Refuse what reaches too far, holds too much, or declares entities; in the time it takes to read it."""
    counted = 0
    for name in archive.namelist():
        if not name.lower().endswith(XML):
            continue
        with archive.open(name) as part:
            counted += _scan_part(name, part, limits)
        if counted > limits.cells:
            text = _("This workbook holds more than %(most)d cells.") % {"most": limits.cells}
            raise WorkbookRefused.because(text)


def _scan_part(name: str, part: IO[bytes], limits: Limits) -> int:
    is_sheet = name.startswith("xl/worksheets/") and not name.endswith(".rels")
    try:
        starts = _starts(part)
        return _scan_sheet(starts, _Reach(_sheet(name), limits)) if is_sheet else _scan_other(starts)
    except (ParseError, DefusedXmlException, UnicodeError, ValueError, LookupError) as error:
        raise WorkbookRefused.because(_("This file is damaged and cannot be read.")) from error


class _Metered:
    """A part of the archive, read until it goes on for too long without an element."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self.since_element = 0

    def read(self, size: int) -> bytes:
        """The next bytes; raises ValueError."""
        self.since_element += size
        if self.since_element > LONGEST_ELEMENT:
            raise ValueError("An element has no end.")
        return self._part.read(size)


def _starts(part: IO[bytes]) -> Iterator[Any]:
    """Each element as it begins; nothing is kept of those that have ended."""
    metered = _Metered(part)
    around: list[Any] = []
    for event, element in iterparse(metered, events=("start", "end"), forbid_dtd=True):
        metered.since_element = 0
        if event == "start":
            around.append(element)
            if len(around) > DEEPEST:
                raise ValueError("Elements within elements without end.")
            yield element
            continue
        around.pop().clear()
        if around:
            del around[-1][:]


def _scan_other(starts: Iterable[Any]) -> int:
    for _element in starts:
        pass
    return 0


def _scan_sheet(starts: Iterable[Any], reach: "_Reach") -> int:
    for element in starts:
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            reach.add_cell(element.get("r", ""))
        elif tag == "row":
            reach.add_row(element.get("r", ""))
        if reach.cells > reach.limits.cells:
            break
    return reach.cells


class _Reach:
    """How far a sheet reaches, as far as it was walked."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.sheet, self.limits = sheet, limits
        self.cells = self._rows = self._last_row = self._last_column = 0

    def add_cell(self, place: str) -> None:
        """Go on to a cell; raises WorkbookRefused, or ValueError where its place is none."""
        self.cells += 1
        if not place:
            return
        found = PLACE.fullmatch(place)
        if found is None:
            raise ValueError(place)
        column, row = _column(found[1]), int(found[2])
        if column > self.limits.columns or row > self.limits.rows:
            text = _("Cell %(place)s lies further out than any table of this kind. Clear it and try again.")
            raise WorkbookRefused.because(text % {"place": place}, sheet=self.sheet)
        self._last_column = max(self._last_column, column)
        self._go_to(row)

    def add_row(self, number: str) -> None:
        """Go on to a row; it may stand far out and be empty, or many may come without a number."""
        self._rows += 1
        row = int(number[:9]) if number.isdigit() else self._rows
        if max(row, self._rows) > self.limits.rows:
            text = _("This sheet has more than %(most)d rows.") % {"most": self.limits.rows}
            raise WorkbookRefused.because(text, sheet=self.sheet)
        self._go_to(row)

    def _go_to(self, row: int) -> None:
        self._last_row = max(self._last_row, row)
        if self._last_row * self._last_column > self.limits.area:
            text = _(
                "This sheet reaches to row %(row)d in %(columns)d columns, and most of that is empty. "
                "Delete the empty rows and columns around the table and try again."
            )
            said = text % {"row": self._last_row, "columns": self._last_column}
            raise WorkbookRefused.because(said, sheet=self.sheet)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(name: str) -> str:
    # The name that people gave it stands in another part; this one they do not see, but it helps to find it.
    return name.rpartition("/")[2].removesuffix(".xml")
