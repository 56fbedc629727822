"""The code that proves, while nobody can sign in yet, that a visitor is who started the server."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

GROUP = 4


def issue() -> str:
    """A fresh code; only its hash is kept, in a file that nobody else may read, and older codes are void."""
    code = base64.b32encode(secrets.token_bytes(10)).decode()
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(_hash(code))
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def matches(code: str) -> bool:
    """Whether this is the code, typed with or without its dashes."""
    try:
        kept = _path().read_text()
    except OSError:
        return False
    return hmac.compare_digest(kept, _hash(code))


def discard() -> None:
    """The house has its administrator; the code opens nothing any more."""
    _path().unlink(missing_ok=True)


def _hash(code: str) -> str:
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def _path() -> Path:
    return Path(settings.DATA_FOLDER) / "setup-code"
