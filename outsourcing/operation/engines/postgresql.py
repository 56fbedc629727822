"""PostgreSQL: written by pg_dump and read back by pg_restore, both of the server's own major version."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection as configured
from django.db import connections, transaction

from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import Inventory, Manifest
from outsourcing.operation.inventory import take_inventory

SYSTEM = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")

# Typed loosely: what only PostgreSQL's connection knows.
connection: Any = configured


def version() -> str:
    """The server's version, such as 15.8."""
    return f"{_major()}.{connection.pg_version % 10000}"


def dump(target: Path) -> Inventory:
    """Dump and count within one snapshot, while others go on writing."""
    program = find_program("pg_dump", _major())
    with _one_moment() as snapshot:
        _run(
            [str(program), "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"],
            [f"--file={target}"],
            kept="The database was only read",
        )
        return take_inventory(configured)


def require_fit(manifest: Manifest) -> None:
    """The server is no older than the one saved, and holds nothing that pg_restore would leave behind."""
    saved = int(manifest.server.partition(".")[0])
    if saved > _major():
        raise OperationError(
            f"This backup is of PostgreSQL {saved}, and this server is {_major()}. Nothing was changed. "
            f"Restore into PostgreSQL {saved} or later.",
        )
    find_program("pg_restore", _major())
    unknown = set(configured.introspection.table_names()) - set(manifest.inventory.tables)
    if unknown:
        raise OperationError(
            f"This database has tables that the backup does not know ({', '.join(sorted(unknown))}). "
            "Nothing was changed. Create an empty database, set DATABASE_URL to it, and restore again.",
        )


def load(source: Path) -> None:
    """Replace everything in one transaction: after a failure the database is as it was."""
    program = find_program("pg_restore", _major())
    connections.close_all()
    _run(
        [str(program), "--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges"],
        [str(source)],
        kept="The database is as it was",
    )


def find_program(name: str, major: int) -> Path:
    """The program of this major version: an older one refuses, a newer one may write what it cannot read."""
    on_path = shutil.which(name)
    candidates = [Path(on_path)] if on_path else []
    candidates += sorted(SYSTEM.glob(f"*/bin/{name}"))
    for candidate in candidates:
        if _major_of(candidate) == major:
            return candidate
    raise OperationError(
        f"The server is PostgreSQL {major}, and there is no {name} of that version on PATH or "
        f"below {SYSTEM}. Nothing was done. Install postgresql-client-{major}.",
    )


def _major() -> int:
    connection.ensure_connection()
    return int(connection.pg_version) // 10000


def _major_of(program: Path) -> int | None:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = VERSION.search(said)
    return int(found[1]) if found else None


@contextmanager
def _one_moment() -> Iterator[str]:
    """A transaction that sees one moment, under a name that pg_dump can join."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _run(command: Sequence[str], rest: Sequence[str], *, kept: str) -> None:
    """Run it on the configured database; its password travels in the environment, where no `ps` shows it."""
    address, secret = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    arguments = [*command, *address[1:-1], f"--dbname={address[-1]}", *rest]
    done = subprocess.run(
        arguments,
        env={**os.environ, **(secret or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        name = Path(command[0]).name
        killed = signal.strsignal(-done.returncode) if done.returncode < 0 else None
        raise OperationError(f"{name} failed: {killed or done.stderr.strip()}\n{kept}.")
