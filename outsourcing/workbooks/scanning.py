"""Walks through every part of a workbook once, keeping nothing, before anything of it is loaded."""

import codecs
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from django.utils.translation import gettext as _

from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits
from outsourcing.workbooks.reach import Attributes, Counted, Part, Sheet

XML = (".xml", ".rels")
# Whatever a part is called: programs take for a sheet what holds this.
CELLS = "sheetData"
PIECE = 65_536
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes without an element beginning or ending, elements within each other, and different names of elements
# and attributes, which the parser remembers: honest files stay far below.
LONGEST_ELEMENT = 4_000_000
DEEPEST = 200
MOST_NAMES = 5_000


def scan(archive: ZipFile, limits: Limits) -> Counted:
    """Refuse what reaches too far, holds too much, or declares entities; in the time it takes to read it.

    Says what was counted, and which cells show no value.
    """
    counted = Counted(limits)
    # The texts that cells share come first: how long they are decides how much the cells hold.
    for name in sorted(archive.namelist(), key=lambda name: "sharedstrings" not in name.lower()):
        with archive.open(name) as part:
            if name.lower().endswith(XML):
                _scan_part(name, part, counted)
            else:
                _require_no_sheet(part)
    return counted


def _scan_part(name: str, part: IO[bytes], counted: Counted) -> None:
    walk = _Walk(name, counted)
    try:
        while piece := part.read(PIECE):
            walk.go_on(piece)
        walk.go_on(b"", is_last=True)
    except (ExpatError, UnicodeError, ValueError, LookupError) as error:
        raise _damaged() from error


class _Walk:
    """One part, element by element."""

    def __init__(self, name: str, counted: Counted) -> None:
        self._name, self._counted = name, counted
        self._inside: Part | Sheet = Part(counted, name)
        self._since_element = self._depth = 0
        self._is_first = True
        self._names: set[str] = set()
        # Always UTF-8, whatever the part declares, as whoever loads it takes it.
        self._parser = ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._inside.text

    def go_on(self, piece: bytes, *, is_last: bool = False) -> None:
        """Walk through the next bytes; raises WorkbookRefused, ExpatError or ValueError."""
        if self._is_first and (piece.startswith(UTF16) or b"\0" in piece[:4]):
            raise ValueError("Not UTF-8: others would see other cells in the same bytes.")
        self._is_first = False
        self._since_element += len(piece)
        if self._since_element > LONGEST_ELEMENT:
            raise ValueError("An element has no end.")
        self._parser.Parse(piece, is_last)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._since_element = 0
        self._depth += 1
        self._names.add(name)
        self._names.update(attributes)
        if self._depth > DEEPEST or len(self._names) > MOST_NAMES:
            raise ValueError("Elements within elements without end, or names without end.")
        tag = name.rpartition(":")[2]
        if tag == CELLS:
            self._inside = Sheet(self._counted, self._name)
            self._parser.CharacterDataHandler = self._inside.text
        self._inside.start(tag, attributes)

    def _end(self, name: str) -> None:
        self._since_element = 0
        self._depth -= 1
        self._inside.end(name.rpartition(":")[2])

    def _refuse_document_type(self, *_declared: object) -> None:
        raise ValueError("A document type, which may declare entities.")


def _require_no_sheet(part: IO[bytes]) -> None:
    """Pictures and the like hold no cells; a sheet that hides under such a name was not walked through."""
    sought = CELLS.encode()
    end = b""
    while piece := part.read(PIECE):
        if sought in end + piece:
            raise _damaged()
        end = piece[-len(sought) :]


def _damaged() -> WorkbookRefused:
    return WorkbookRefused.because(_("This file is damaged and cannot be read."))
