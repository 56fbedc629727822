"""Where files lie: the folder of those that are kept, and beside them those that are still arriving."""

import errno
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

# A leading dot: backups and sweeping of kept files pass it by.
ARRIVING = ".arriving"
KEY = re.compile(r"[0-9a-f]{32}")
# A file system says EFBIG where a limit on the size of files is reached.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def folder() -> Path:
    """The folder of the files that are kept."""
    return Path(settings.MEDIA_ROOT)


def arriving_folder() -> Path:
    """Where a file lies until it is whole; on the same disk, so that it moves in one step."""
    place = folder() / ARRIVING
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def new_key() -> str:
    """A name of our own making; it says nothing about the file and cannot be guessed."""
    return secrets.token_hex(16)


def path_of(key: str) -> Path:
    """Where the file of this key lies."""
    if not KEY.fullmatch(key):
        raise ValueError("This is no key of a file.")
    return folder() / key[:2] / key


def sync(place: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
