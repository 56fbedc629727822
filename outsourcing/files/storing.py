"""Keeps an accepted file whole, or not at all."""

import os
from contextlib import suppress
from typing import IO

from outsourcing.files.accepting import AcceptedFile, disk_full
from outsourcing.files.places import FULL, arriving_folder, new_key, path_of, sync
from outsourcing.files.refusals import FileMissing


def store(file: AcceptedFile) -> str:
    """Write it beside its place, wait for the disk, and move it there in one step; the key is returned.

    Raises FileRefused where the disk is full, and then leaves nothing behind. A file that no row names in the
    end, because its transaction failed, is swept after a day.
    """
    key = new_key()
    try:
        _store(file, key)
    except OSError as error:
        if error.errno in FULL:
            raise disk_full() from error
        raise
    return key


def discard(key: str) -> None:
    """Take back a file that was stored and turned out not to be needed."""
    path_of(key).unlink(missing_ok=True)


def open_stored(key: str) -> IO[bytes]:
    """The file of this key, open for reading; raises FileMissing."""
    try:
        return path_of(key).open("rb")
    except FileNotFoundError as error:
        raise FileMissing(key) from error


def _store(file: AcceptedFile, key: str) -> None:
    unfinished = arriving_folder() / key
    target = path_of(key)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(unfinished, "xb", opener=_for_this_user_only) as out:
            for piece in file.pieces():
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    sync(target.parent)


def _for_this_user_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
