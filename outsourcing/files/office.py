"""Office files are archives: looked at from their list of parts, never unpacked."""

import struct
import zipfile
import zlib
from typing import IO, Final

from django.utils.translation import gettext as _

from outsourcing.files.kinds import MICROSOFT_OFFICE, OPEN_OFFICE, FileKind
from outsourcing.files.refusals import FileRefused

MOST_ENTRIES = 5_000
LARGEST_LIST = 2_000_000
LARGEST_UNPACKED = 200_000_000
LARGEST_PART_READ = 1_000_000
END_OF_LIST = b"PK\x05\x06"
END_SIZE = 22
LONGEST_COMMENT = 65_535
PARTS: Final = "[Content_Types].xml"
MIMETYPE: Final = "mimetype"
# Where either family of office programs keeps programs of its own.
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/", "object/basic/")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


def office_kind(file: IO[bytes], size: int) -> FileKind | None:
    """Which office file this archive is, None for any other archive; refuses bombs, macros and wrecks."""
    _require_small_list(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            _require_small(archive)
            _require_no_macros(archive)
            return _kind(archive)
    except BROKEN as error:
        raise _damaged() from error


def ends_as_archive(tail: bytes) -> bool:
    """Whether the last bytes of a file are the end of an archive's list of parts."""
    return _end_of_list(tail) is not None


def _require_small_list(file: IO[bytes], size: int) -> None:
    """Before anything parses the list: a small file may claim half a million entries."""
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    end = _end_of_list(file.read())
    file.seek(0)
    if end is None:
        raise _damaged()
    entries, list_size = end
    if entries > MOST_ENTRIES or list_size > LARGEST_LIST:
        raise FileRefused(
            "bomb",
            _("This file holds more parts than an office file has. Save it anew in its program."),
        )


def _end_of_list(tail: bytes) -> tuple[int, int] | None:
    place = tail.rfind(END_OF_LIST)
    if place < 0 or len(tail) < place + END_SIZE:
        return None
    entries, list_size, _start, comment = struct.unpack_from("<HLLH", tail, place + 10)
    return (entries, list_size) if place + END_SIZE + comment == len(tail) else None


def _require_small(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
        raise FileRefused(
            "bomb",
            _("Unpacked, this file would fill %(megabytes)d MB or more. Attach a smaller one.")
            % {"megabytes": LARGEST_UNPACKED // 1_000_000},
        )


def _require_no_macros(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist()]
    if any(name.endswith(MACRO_PARTS) or name.startswith(MACRO_FOLDERS) for name in names):
        raise _with_macros()


def _kind(archive: zipfile.ZipFile) -> FileKind | None:
    names = set(archive.namelist())
    if PARTS in names:
        listed = _text_of(archive, PARTS)
        if "macroenabled" in listed.lower():
            raise _with_macros()
        # A template or a slide show of the same family has another type, and is another kind of file.
        return next((kind for kind in MICROSOFT_OFFICE if f'"{kind.office_type}"' in listed), None)
    if MIMETYPE in names:
        said = _text_of(archive, MIMETYPE).strip()
        return next((kind for kind in OPEN_OFFICE if kind.office_type == said), None)
    return None


def _text_of(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        # Never more than this is unpacked, whatever the list claims.
        return part.read(LARGEST_PART_READ).decode("utf-8", "replace").replace("'", '"')


def _with_macros() -> FileRefused:
    return FileRefused(
        "macros",
        _(
            "This file holds macros: small programs that run when somebody opens it. "
            "Save it without them, or as PDF, and attach that."
        ),
    )


def _damaged() -> FileRefused:
    return FileRefused(
        "damaged", _("This file is damaged: its parts cannot be read. Open it, save it anew and attach that.")
    )
