"""What a database holds, read from its tables as they are, whatever version of the code made them."""

from collections.abc import Iterator, Sequence

from django.db import connection as configured
from django.db.backends.base.base import BaseDatabaseWrapper

from outsourcing.audit.domain.chain import GENESIS
from outsourcing.operation.domain.digest import TableState, table_state
from outsourcing.operation.domain.manifest import Inventory

TRAIL = "audit_auditevent"
PEOPLE = "accounts_user"
MIGRATIONS = "django_migrations"
PIECE = 2_000


def take_inventory(connection: BaseDatabaseWrapper) -> Inventory:
    """Read every table once; within a transaction that sees one moment where others write."""
    tables = connection.introspection.table_names()
    length, head = _chain(connection) if TRAIL in tables else (0, GENESIS)
    return Inventory(
        migrations=_migrations(connection) if MIGRATIONS in tables else (),
        chain_length=length,
        chain_head=head,
        tables={table: _state(connection, table) for table in tables},
    )


def is_in_use() -> bool:
    """Whether anybody ever did anything in the configured database: each deed leaves an event."""
    tables = set(configured.introspection.table_names())
    with configured.cursor() as cursor:
        for table in {TRAIL, PEOPLE} & tables:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - names of our own
            if cursor.fetchone():
                return True
    return False


def _state(connection: BaseDatabaseWrapper, table: str) -> TableState:
    return table_state(_rows(connection, f"SELECT * FROM {connection.ops.quote_name(table)}"))  # noqa: S608


def _chain(connection: BaseDatabaseWrapper) -> tuple[int, str]:
    last = next(
        _rows(
            connection,
            f"SELECT position, hash FROM {TRAIL} "  # noqa: S608 - a name of our own
            "WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1",
        ),
        (0, GENESIS),
    )
    return int(str(last[0])), str(last[1])


def _migrations(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    applied = _rows(connection, f"SELECT app, name FROM {MIGRATIONS}")  # noqa: S608 - a name of our own
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def _rows(connection: BaseDatabaseWrapper, query: str) -> Iterator[Sequence[object]]:
    """Stream, so that a large table does not have to fit into memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(PIECE):
            yield from rows
