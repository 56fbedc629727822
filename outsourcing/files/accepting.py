"""Looks at an upload before anything of it is kept; the name and what the browser says prove nothing."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from outsourcing.files.content import PIECE, content_kind
from outsourcing.files.kinds import CSV, DOCUMENTS, TEXTS, TXT, FileKind
from outsourcing.files.names import ending_of, plain_name
from outsourcing.files.refusals import FileRefused
from outsourcing.files.uploading import UnfinishedFile

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class AcceptedFile:
    """A file that may be kept: its content is of a kind that is taken, and it has a hash."""

    name: str
    kind: FileKind
    size: int
    sha256: str
    content: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The content from its beginning."""
        self.content.seek(0)
        while piece := self.content.read(PIECE):
            yield piece


def accepted(
    upload: "UploadedFile[Any]", *, kinds: Sequence[FileKind] = DOCUMENTS, largest: int = 0
) -> AcceptedFile:
    """Look at size, content and name, in this order; raises FileRefused with a sentence to show.

    No file is larger than LARGEST_UPLOAD, however large whoever asks would take it.
    """
    content = cast(IO[bytes], upload.file)
    most = min(largest or settings.LARGEST_UPLOAD, settings.LARGEST_UPLOAD)
    size = _size_of(upload, content, most)
    kind = _kind_of(content, size, ending_of(plain_name(upload.name or "")))
    if kind not in kinds:
        raise _not_here(kind, kinds)
    name = plain_name(upload.name or "")
    if ending_of(name) not in kind.endings:
        raise _misnamed(name, kind)
    return AcceptedFile(name=name, kind=kind, size=size, sha256=_sha256(content), content=content)


def _size_of(upload: "UploadedFile[Any]", content: IO[bytes], largest: int) -> int:
    if isinstance(upload, UnfinishedFile):
        raise disk_full()
    with _readable():
        size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise FileRefused("empty", _("This file is empty. Choose the file with its content."))
    if size > largest:
        raise FileRefused(
            "too_large",
            _("This file is larger than %(megabytes)d MB, which is the most. Nothing of it was kept.")
            % {"megabytes": max(1, largest // MEGABYTE)},
        )
    return size


def disk_full() -> FileRefused:
    """The refusal where there is no room."""
    return FileRefused(
        "disk_full",
        _(
            "There is no room left for files, so this one was not kept. Everything else is as it was. "
            "Tell an administrator, and attach it again later."
        ),
    )


def _kind_of(content: IO[bytes], size: int, ending: str) -> FileKind:
    kind = content_kind(content, size)
    # A table is a text; nothing but its name tells them apart, and both are harmless.
    return CSV if kind is TXT and ending in CSV.endings else kind


def _not_here(kind: FileKind, kinds: Sequence[FileKind]) -> FileRefused:
    taken = get_text_list([str(each.label) for each in kinds], _("or"))
    reason = _("By its content this file is: %(kind)s. Taken here: %(taken)s.")
    return FileRefused("kind", reason % {"kind": kind.label, "taken": taken})


def _misnamed(name: str, kind: FileKind) -> FileRefused:
    ending = ending_of(name)
    said = {"kind": kind.label, "ending": ending, "right": "csv" if kind in TEXTS else kind.ending}
    if not ending:
        reason = _(
            "The name of this file has no ending. Its content is: %(kind)s. Call it …%(dot)s%(right)s."
        )
        return FileRefused("ending", reason % {**said, "dot": ".", "right": kind.ending})
    reason = _(
        "The name ends in .%(ending)s, but the content is: %(kind)s. Choose the right file, "
        "or give this one its right name."
    )
    return FileRefused("ending", reason % said)


def _sha256(content: IO[bytes]) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_full() from error
