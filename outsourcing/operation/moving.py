"""Moves everything from one database into another of any kind, in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.db.models.sql import InsertQuery

from outsourcing.audit import triggers
from outsourcing.operation.domain.digest import TableState, table_state
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.inventory import is_in_use

Say = Callable[[str], None]
Table = type[Model]
PIECE = 500
SOURCE = "moved"


def move_everything(say: Say) -> int:
    """Copy every table of the source into the configured database; all of it arrives, or nothing."""
    _require_same_tables()
    if is_in_use():
        raise OperationError(
            "The configured database is not empty. Nothing was changed. Create a new one, run `migrate` and "
            "`createcachetable` on it, and nothing else.",
        )
    # The source is locked as well: nobody may add to it what would stay behind.
    with transaction.atomic(using=SOURCE), transaction.atomic():
        triggers.remove_all()
        _empty()
        moved = sum(_move(table, say) for table in tables())
        _settle()
    return moved


def tables() -> list[Table]:
    """Every table of every app. Their order does not matter: links are checked at the end."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def state_of(table: Table, alias: str) -> TableState:
    """Rows and fingerprint of a table as Python sees it, alike on every database."""
    names = [field.attname for field in _fields(table)]
    rows = table._base_manager.using(alias).order_by().values_list(*names)
    return table_state(rows.iterator(chunk_size=PIECE))


def _require_same_tables() -> None:
    source, target = (
        set(MigrationRecorder(connections[alias]).applied_migrations())
        for alias in (SOURCE, DEFAULT_DB_ALIAS)
    )
    if not target:
        raise OperationError(
            "The configured database has no tables yet. Run `migrate` and `createcachetable`."
        )
    if source != target:
        differing = ", ".join(sorted(f"{app}.{name}" for app, name in source ^ target))
        raise OperationError(
            f"The two databases are of different versions ({differing}). Nothing was changed. Run "
            "`migrate` of this version on both.",
        )


def _empty() -> None:
    """`migrate` itself has written kinds of content and roles, under other numbers than the source's."""
    for table in tables():
        table._base_manager.using(DEFAULT_DB_ALIAS).all()._raw_delete(DEFAULT_DB_ALIAS)


def _move(table: Table, say: Say) -> int:
    name = table._meta.db_table
    try:
        for rows in _pieces(table):
            _insert(table, rows)
    except (DatabaseError, ValueError) as error:
        raise OperationError(
            f"The rows of {name} could not be moved: {error}\nNothing was changed.",
        ) from error
    before, after = state_of(table, SOURCE), state_of(table, DEFAULT_DB_ALIAS)
    if before != after:
        raise OperationError(
            f"{name} did not arrive as it left ({before.rows} and {after.rows} rows). Nothing was changed.",
        )
    if after.rows:
        say(f"{after.rows:>9} {name}")
    return after.rows


def _pieces(table: Table) -> Iterator[Sequence[Model]]:
    piece: list[Model] = []
    for row in table._base_manager.using(SOURCE).order_by().iterator(chunk_size=PIECE):
        piece.append(row)
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _insert(table: Table, rows: Sequence[Model]) -> None:
    """As they are: `bulk_create` would give them the time of the move."""
    query: Any = InsertQuery(table)
    query.insert_values(_fields(table), rows, raw=True)
    query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()


def _fields(table: Table) -> list[Any]:
    return [field for field in table._meta.local_concrete_fields if not field.generated]


def _settle() -> None:
    """Links hold, numbers go on where they stopped, and the database refuses again what it refused."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
    triggers.install_all()
