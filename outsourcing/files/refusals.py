"""Why a file was not taken, in a sentence that is ready to show."""


class FileRefused(Exception):  # noqa: N818 — says what happened; nothing went wrong
    """A file was not taken and nothing of it was kept."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


class FileMissing(Exception):  # noqa: N818 — the same
    """A row names a file that is not there."""
