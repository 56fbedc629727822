"""Walks through the sheets once without keeping anything: how far they reach, and what they must not hold."""

import re
from collections.abc import Iterable
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
        events = iterparse(part, events=("start", "end"), forbid_dtd=True)
        return _scan_sheet(events, name, limits) if is_sheet else _scan_other(events)
    except (ParseError, DefusedXmlException, UnicodeError, ValueError, LookupError) as error:
        raise WorkbookRefused.because(_("This file is damaged and cannot be read.")) from error


def _scan_other(events: Iterable[tuple[str, Any]]) -> int:
    for event, element in events:
        if event == "end":
            element.clear()
    return 0


def _scan_sheet(events: Iterable[tuple[str, Any]], name: str, limits: Limits) -> int:
    cells = rows = 0
    for event, element in events:
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "c":
            cells += 1
            _check_place(element.get("r", ""), name, limits)
        elif event == "start" and tag == "row":
            rows += 1
            _check_row(element.get("r", ""), rows, name, limits)
        elif event == "end":
            element.clear()
        if cells > limits.cells:
            break
    return cells


def _check_place(place: str, name: str, limits: Limits) -> None:
    if not place:
        return
    found = PLACE.fullmatch(place)
    if found is None:
        raise ValueError(place)
    if _column(found[1]) > limits.columns or int(found[2]) > limits.rows:
        text = _("Cell %(place)s lies further out than any table of this kind. Clear it and try again.")
        raise WorkbookRefused.because(text % {"place": place}, sheet=_sheet(name))


def _check_row(number: str, counted: int, name: str, limits: Limits) -> None:
    # A row may stand far out and be empty, or many may come without a number.
    if counted > limits.rows or (number.isdigit() and int(number[:9]) > limits.rows):
        text = _("This sheet has more than %(most)d rows.") % {"most": limits.rows}
        raise WorkbookRefused.because(text, sheet=_sheet(name))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(name: str) -> str:
    # The name that people gave it stands in another part; this one they do not see, but it helps to find it.
    return name.rpartition("/")[2].removesuffix(".xml")
