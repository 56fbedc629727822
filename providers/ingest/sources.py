"""A file as lines of text cells, whatever it is: text with separators, or one sheet of a workbook."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO, Protocol

import python_calamine
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from outsourcing.workbooks.archive import opened
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits
from outsourcing.workbooks.scanning import scan
from providers.domain.rosters.layout import ENCODINGS, SEPARATORS
from providers.ingest.records import Line, no_text, records
from providers.ingest.refusals import RosterRefused

LARGEST_FILE = 120_000_000
MOST_ROWS = 1_500_000
MOST_COLUMNS = 100
LONGEST_CELL = 2_000
# Larger ones are asked for as text, which needs a tenth of the time.
WORKBOOKS = Limits(
    file_bytes=30_000_000,
    unpacked_bytes=200_000_000,
    rows=200_000,
    columns=MOST_COLUMNS,
    cells=2_000_000,
    text=LONGEST_CELL,
    # A sheet is held whole, with its empty cells, at 32 bytes each.
    area=5_000_000,
)
ARCHIVE = b"PK"
OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000
LOOKED_AT = 50


class Source(Protocol):
    """A file that can be read from its beginning, again and again."""

    def lines(self) -> Iterator[Line]:
        """The lines that hold something, in order; raises RosterRefused."""


@dataclass(frozen=True)
class TextSource:
    """A text file with separators."""

    file: BinaryIO
    encoding: str
    separator: str

    def lines(self) -> Iterator[Line]:
        """The records, in order."""
        self.file.seek(0)
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        text = io.TextIOWrapper(self.file, encoding=encoding, newline="")
        try:
            yield from records(text, self.separator)
        except UnicodeError as error:
            reason = _("This file is not in %(encoding)s. Choose another encoding.")
            raise RosterRefused(reason % {"encoding": self.encoding}) from error
        finally:
            text.detach()


@dataclass(frozen=True)
class SheetSource:
    """One sheet of a workbook; formulas give the value they were saved with."""

    book: python_calamine.CalamineWorkbook
    sheet: str

    def lines(self) -> Iterator[Line]:
        """The rows that hold something."""
        for number, row in enumerate(self.book.get_sheet_by_name(self.sheet).iter_rows(), start=1):
            cells = [_cell(value) for value in row]
            if any(cells):
                yield Line(number, cells)


def open_source(file: BinaryIO, *, encoding: str = "", separator: str = "", sheet: str = "") -> Source:
    """The file as lines; what is not said is found out. By content, never by the name of the file."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(len(OLD_CONTAINER))
    file.seek(0)
    if not size:
        raise RosterRefused(_("This file is empty."))
    if size > LARGEST_FILE:
        reason = _("This file is larger than %(most)s MB. Leave out columns that are not asked for.")
        raise RosterRefused(reason % {"most": LARGEST_FILE // 1_000_000})
    if head.startswith(ARCHIVE) or head == OLD_CONTAINER:
        return _sheet_source(file, sheet)
    return _text_source(file, encoding, separator)


def sheets_of(source: Source) -> tuple[str, ...]:
    """The sheets that can be seen; none for text."""
    return _visible(source.book) if isinstance(source, SheetSource) else ()


def _sheet_source(file: BinaryIO, sheet: str) -> SheetSource:
    try:
        with opened(file, WORKBOOKS) as archive:
            scan(archive, WORKBOOKS)
    except WorkbookRefused as refused:
        raise RosterRefused(" ".join(str(fault) for fault in refused.faults)) from refused
    file.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise RosterRefused(_("This file is damaged and cannot be read.")) from error
    return SheetSource(book, _chosen(book, sheet))


def _chosen(book: python_calamine.CalamineWorkbook, sheet: str) -> str:
    names = _visible(book)
    if sheet and sheet not in names:
        raise RosterRefused(_("There is no sheet called “%(sheet)s”.") % {"sheet": sheet})
    # Notes often come first: the longest sheet is the list.
    longest = max(names, key=lambda name: book.get_sheet_by_name(name).total_height, default="")
    if not longest:
        raise RosterRefused(_("This workbook has no sheet that can be seen."))
    return sheet or longest


def _visible(book: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    kinds = python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetVisibleEnum.Visible
    return tuple(sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == kinds)


def _text_source(file: BinaryIO, encoding: str, separator: str) -> TextSource:
    sample = file.read(SAMPLE)
    file.seek(0)
    encoding = encoding or _guess_encoding(sample, file)
    if encoding not in ENCODINGS:
        raise RosterRefused(_("Files in %(encoding)s cannot be read.") % {"encoding": encoding})
    text = sample.decode(encoding, errors="replace")
    if "\0" in text:
        raise no_text()
    return TextSource(file, encoding, separator or _guess_separator(text))


def _guess_encoding(sample: bytes, file: BinaryIO) -> str:
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if _is_utf8(file):
        return "utf-8"
    # Short texts in the encodings of Windows look alike; the shortest list of candidates errs least.
    guess = from_bytes(sample, cp_isolation=[each for each in ENCODINGS if each != "utf-16"]).best()
    known = guess.encoding.replace("_", "-") if guess else ""
    return (
        known if known in ENCODINGS else guess.encoding if guess and guess.encoding in ENCODINGS else "cp1252"
    )


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(1_000_000):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _guess_separator(text: str) -> str:
    """The one that cuts most of the first lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:LOOKED_AT] if line.strip()]

    def regularity(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        common = max(set(widths), key=widths.count, default=1)
        return (widths.count(common) if common > 1 else 0, common)

    try:
        return max(SEPARATORS, key=regularity)
    except csv.Error:
        return ","


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
