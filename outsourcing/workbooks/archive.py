"""Looks at the archive that a workbook is, before anything in it is parsed."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits

# Programs keep encrypted workbooks, and those of before 2007, in this older container.
OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
WORKBOOK = "xl/workbook.xml"
MACROS = ("vbaproject.bin", "macrosheets/", "dialogsheets/", "activex/")
PACKED_ONCE = 1_000_000
PACKINGS = (ZIP_STORED, ZIP_DEFLATED)
BROKEN = (
    *(BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError),
    *(zlib.error, struct.error, UnicodeDecodeError),
)


@contextmanager
def opened(file: BinaryIO, limits: Limits) -> Iterator[ZipFile]:
    """The archive, if it is that of an honest workbook; raises WorkbookRefused."""
    _check_file(file, limits)
    try:
        with ZipFile(file) as archive:
            _check_entries(archive.infolist(), limits)
            _check_kind({entry.filename for entry in archive.infolist()})
            yield archive
    except BROKEN as error:
        raise WorkbookRefused.because(_("This file is damaged and cannot be read.")) from error


def _check_file(file: BinaryIO, limits: Limits) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.file_bytes:
        text = _("This file is larger than %(most)s MB.") % {"most": limits.file_bytes // 1_000_000}
        raise WorkbookRefused.because(text)
    head = file.read(len(OLD_CONTAINER))
    file.seek(0)
    if head == OLD_CONTAINER:
        text = _("This workbook is encrypted or of an old kind. Save it as .xlsx, without a password.")
        raise WorkbookRefused.because(text)
    if not head.startswith(b"PK"):
        raise WorkbookRefused.because(_("This is not a workbook. Save it as .xlsx and try again."))


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = _("This file unpacks to far more than a workbook of this kind needs, so it was not opened.")
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes:
        raise WorkbookRefused.because(bomb)
    if unpacked > PACKED_ONCE and unpacked > limits.ratio * max(packed, 1):
        raise WorkbookRefused.because(bomb)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookRefused.because(_("This file is encrypted. Save it without a password and try again."))
    # Names are told apart as whoever loads them does; another way of packing could take any memory.
    names = {entry.filename.lower().replace("\\", "/") for entry in entries}
    if len(names) < len(entries) or any(entry.compress_type not in PACKINGS for entry in entries):
        raise WorkbookRefused.because(_("This file is damaged and cannot be read."))


def _check_kind(names: set[str]) -> None:
    if WORKBOOK not in names:
        raise WorkbookRefused.because(_("This is not a workbook. Save it as .xlsx and try again."))
    if any(part in name.lower() for name in names for part in MACROS):
        text = _("This workbook holds macros. Save it as .xlsx, without them, and try again.")
        raise WorkbookRefused.because(text)
