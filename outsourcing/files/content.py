"""Tells what a file is from its content alone."""

import codecs
import re
from typing import IO, NoReturn

import puremagic
from django.utils.translation import gettext as _

from outsourcing.files.kinds import JPEG, PDF, PNG, TXT, FileKind
from outsourcing.files.office import END_SIZE, LONGEST_COMMENT, ends_as_archive, office_kind
from outsourcing.files.refusals import FileRefused

HEAD = 4_096
PIECE = 1 << 20
ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SCRIPT = b"#!"
# Programs of Windows, Linux and macOS, compiled Java, and scripts that name who shall run them.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    SCRIPT,
)
# By what the content's signature is called; these three must begin with it.
BY_SIGNATURE = ((PDF, b"%PDF-"), (PNG, b"\x89PNG\r\n\x1a\n"), (JPEG, b"\xff\xd8\xff"))
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Of all bytes of a text in UTF-16, and of the zeros in it: a few signs have their zero elsewhere.
ZEROS_AT_LEAST = 0.1
ZEROS_ASTRAY = 0.1
# All controls but tabulator, line feed, form feed and carriage return: no text holds them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def content_kind(file: IO[bytes], size: int) -> FileKind:
    """The kind of the content; refuses programs, old office files, two files in one, and the unknown."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(OLD_OFFICE):
        raise FileRefused(
            "old_office",
            _(
                "This is a file of an old office program, or one with a password. "
                "Save it as .docx, .xlsx, .pptx or PDF without a password, and attach that."
            ),
        )
    if head.startswith(ARCHIVE):
        return office_kind(file, size) or _refuse_archive()
    signed = next((kind for kind, start in BY_SIGNATURE if head.startswith(start)), None)
    if signed is not None:
        _require_one_file(file, size)
        return signed
    if not head.startswith(SCRIPT) and _is_text(file, head):
        return TXT
    raise _not_taken(head)


def _require_one_file(file: IO[bytes], size: int) -> None:
    """An archive may hang at the end of a picture or a PDF: two files in one, of which one hides."""
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    if ends_as_archive(file.read()):
        raise FileRefused(
            "two_in_one",
            _("This file is two files in one: an archive hides behind it. Attach each by itself."),
        )


def unmarked_utf16(head: bytes) -> str:
    """Which UTF-16 a text without a byte order mark is in; nothing where it seems to be in none.

    Digits, separators and line ends have one half of zero there, and always the same.
    """
    first, second = head[0::2].count(0), head[1::2].count(0)
    fewer, more = sorted((first, second))
    if more < len(head) * ZEROS_AT_LEAST or fewer > more * ZEROS_ASTRAY:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _is_text(file: IO[bytes], head: bytes) -> bool:
    marked = BYTE_ORDER_MARKS.get(head[:2]) or unmarked_utf16(head)
    # The last one knows a sign for each byte: texts of Asia use them all, and hold no controls either.
    return any(_reads_as(file, encoding) for encoding in ([marked] if marked else ["utf-8", "latin-1"]))


def _reads_as(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(PIECE):
            if CONTROL.search(decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_archive() -> NoReturn:
    raise FileRefused(
        "archive",
        _(
            "This is an archive, or an office file of a kind that is not taken. "
            "Attach what is in it by itself."
        ),
    )


def _not_taken(head: bytes) -> FileRefused:
    if head.startswith(PROGRAMS):
        return FileRefused(
            "program", _("This is a program. Programs are not taken, whatever they are called.")
        )
    named = _name_of(head)
    if named:
        reason = _("What is in this file is not of a kind that is taken: %(named)s.")
        return FileRefused("unknown", reason % {"named": named})
    return FileRefused("unknown", _("What is in this file could not be told, so it was not taken."))


def _name_of(head: bytes) -> str:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return str(matches[0].name) if matches else ""
