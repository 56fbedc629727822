"""SQLite: written by VACUUM INTO and read back through SQLite's own backup, never copied as a file."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

from outsourcing.operation.connecting import connected
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import Inventory, Manifest
from outsourcing.operation.inventory import take_inventory

PATIENCE = 30.0


def version() -> str:
    """The library's version."""
    return sqlite3.sqlite_version


def dump(target: Path) -> Inventory:
    """Write one moment of the database to a new file while others go on writing."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with connected("dumped", {"NAME": str(target)}) as dumped:
        return take_inventory(dumped)


def require_fit(_manifest: Manifest) -> None:
    """Any SQLite reads what another one wrote; it only needs a folder to lie in."""
    _database().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _database().touch(mode=0o600)


def load(source: Path) -> None:
    """Replace the database in one transaction; readers see all of the old or all of the new."""
    target = _database()
    connections.close_all()
    try:
        with closing(sqlite3.connect(source)) as saved, closing(sqlite3.connect(target)) as current:
            saved.backup(current, progress=_give_up_after(PATIENCE))
    except sqlite3.DatabaseError as error:
        raise OperationError(
            f"{target} cannot be replaced from within SQLite ({error}). Nothing was changed. Stop the "
            f"product, move {target.name} with its -wal and -shm elsewhere, and restore again.",
        ) from error


def _database() -> Path:
    return Path(connection.settings_dict["NAME"])


def _give_up_after(seconds: float) -> Callable[[int, int, int], None]:
    """SQLite itself would wait for a lock for ever."""
    end = time.monotonic() + seconds

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
            raise OperationError(
                "Somebody keeps writing to the database. Nothing was changed. Stop the product, and restore "
                "again.",
            )

    return check
