"""Removes files that nothing names: what was left when a transaction failed or a process was killed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outsourcing.files.claims import all_claims
from outsourcing.files.places import ARRIVING, KEY, folder

# A file is stored before its row: whoever is still at it has a day.
LEFT_ALONE = timedelta(days=1)


def sweep_files(*, now: datetime) -> int:
    """Remove what is a day old and named by no row, and say how many files that were.

    Old files are listed first and rows are read afterwards, so that no row of before can be overlooked.
    """
    old = [path for path in _files() if now - _changed(path) > LEFT_ALONE]
    if not old:
        return 0
    named = {claim.key for claim in all_claims()}
    swept = [path for path in old if path.parent.name == ARRIVING or path.name not in named]
    for path in swept:
        path.unlink(missing_ok=True)
    return len(swept)


def _files() -> Iterator[Path]:
    for path in folder().glob("*/*"):
        if path.is_file() and (path.parent.name == ARRIVING or KEY.fullmatch(path.name)):
            yield path


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
