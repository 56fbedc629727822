"""A file as lines of text cells, whatever it is: text with separators, or one sheet of a workbook."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from charset_normalizer import CharsetMatch, from_bytes
from django.utils.translation import gettext as _

from outsourcing.files.content import unmarked_utf16
from providers.domain.rosters.layout import ENCODINGS, SEPARATORS
from providers.ingest.records import Line, no_text, records
from providers.ingest.refusals import RosterRefused
from providers.ingest.sheets import open_sheet

LARGEST_FILE = 120_000_000
MOST_ROWS = 1_500_000
ARCHIVE = b"PK"
OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What some programs call .csv or .xls all the same.
MARKUP = ("<!doctype", "<html", "<?xml", "<table", "<meta", "<head", "<body")
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
        return open_sheet(file, sheet)
    return _text_source(file, encoding, separator)


def _text_source(file: BinaryIO, encoding: str, separator: str) -> TextSource:
    sample = file.read(SAMPLE)
    file.seek(0)
    encoding = encoding or _guess_encoding(sample, file)
    if encoding not in ENCODINGS:
        raise RosterRefused(_("Files in %(encoding)s cannot be read.") % {"encoding": encoding})
    if separator and separator not in SEPARATORS:
        reason = _("Separators that can be read: %(names)s.")
        raise RosterRefused(reason % {"names": ", ".join(SEPARATORS.values())})
    text = sample.decode(encoding, errors="replace")
    if "\0" in text:
        raise no_text()
    if text.lstrip("\ufeff \t\r\n").lower().startswith(MARKUP):
        raise RosterRefused(
            _(
                "This is a web page or XML, not a table. Open it in a spreadsheet program, and save it "
                "as .csv or .xlsx."
            )
        )
    return TextSource(file, encoding, separator or _guess_separator(text))


def _guess_encoding(sample: bytes, file: BinaryIO) -> str:
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if encoding := unmarked_utf16(sample):
        return encoding
    if _is_utf8(file):
        return "utf-8"
    whole_lines = sample[: sample.rfind(b"\n") + 1] or sample
    guesses = list(from_bytes(whole_lines, cp_isolation=[each for each in ENCODINGS if "utf-16" not in each]))
    alike = [each for each in guesses if _marks(each) == _marks(guesses[0])]
    known = {codecs.lookup(name).name for each in alike for name in each.could_be_from_charset}
    # Short texts in the encodings of Windows look alike; of those the first of the list is the most common.
    return next((each for each in ENCODINGS if codecs.lookup(each).name in known), "cp1252")


def _marks(guess: CharsetMatch) -> tuple[float, float]:
    return guess.chaos, guess.coherence


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
