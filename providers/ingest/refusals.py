"""Why a roster was not taken, in a sentence that is ready to show."""


class RosterRefused(Exception):  # noqa: N818 — says what happened; nothing went wrong
    """A file was not read as a roster; nothing of it was kept."""
