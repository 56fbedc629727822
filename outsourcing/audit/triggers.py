"""Promises of the database: triggers on both databases, installed anew after each migration.

SQLite drops the triggers of a table whenever a migration rebuilds it, so none is left to a migration alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Refusal:
    """One change of a table that the database refuses.

    `when` is a condition over OLD (and, for updates and inserts, NEW) in SQL that both databases understand;
    empty means always. Booleans are written `old.flag` or `NOT old.flag`, never compared with 1.
    `after` is a query that takes locks before the condition is looked at; SQLite has one writer at a time
    anyway, so only PostgreSQL runs it. Where deleting is refused, PostgreSQL also refuses to empty the table.
    """

    name: str
    table: str
    event: str  # "UPDATE", "DELETE" or "INSERT"
    message: str
    when: str = ""
    after: str = ""


_refusals: dict[str, Refusal] = {}


def refuse(refusal: Refusal) -> None:
    """Register a refusal; the same name twice is a mistake unless it says the same."""
    known = _refusals.setdefault(refusal.name, refusal)
    if known != refusal:
        raise ValueError(f"Two different refusals are called {refusal.name}.")


def install_all(using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """(Re)install every registered refusal whose table exists."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for refusal in _refusals.values():
            if refusal.table in tables:
                for statement in _statements(connection, refusal):
                    cursor.execute(statement)


def remove_all(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every refusal away, for whoever fills a whole database and installs them again before it ends."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for refusal in _refusals.values():
            if refusal.table in tables:
                for statement in removal(connection, refusal):
                    cursor.execute(statement)


def removal(connection: BaseDatabaseWrapper, refusal: Refusal) -> list[str]:
    """The statements that take one refusal away."""
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {refusal.name}"]
    names = [refusal.name, _emptying(refusal)] if refusal.event == "DELETE" else [refusal.name]
    return [f"DROP TRIGGER IF EXISTS {name} ON {refusal.table}" for name in names]


def registered() -> Mapping[str, Refusal]:
    """Every refusal by name, for the test that attacks them."""
    return dict(_refusals)


def _statements(connection: BaseDatabaseWrapper, refusal: Refusal) -> list[str]:
    if connection.vendor == "sqlite":
        return _sqlite_statements(refusal)
    return _postgresql_statements(connection, refusal)


def _sqlite_statements(refusal: Refusal) -> list[str]:
    when = f"WHEN {refusal.when}" if refusal.when else ""
    return [
        f"DROP TRIGGER IF EXISTS {refusal.name}",
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{_quoted(refusal.message)}'); END",
    ]


def _postgresql_statements(connection: BaseDatabaseWrapper, refusal: Refusal) -> list[str]:
    when = refusal.when or "TRUE"
    gone = "OLD" if refusal.event == "DELETE" else "NEW"
    locks = f"PERFORM {refusal.after}; " if refusal.after else ""
    return [
        f"CREATE OR REPLACE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {locks}IF {when} THEN RAISE EXCEPTION '{_quoted(refusal.message)}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {gone}; END $$",
        *removal(connection, refusal),
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {refusal.name}()",
        *_emptying_statements(refusal),
    ]


def _emptying_statements(refusal: Refusal) -> list[str]:
    """TRUNCATE looks at no row and fires no row trigger, so it is refused as a whole."""
    if refusal.event != "DELETE":
        return []
    name = _emptying(refusal)
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{_quoted(refusal.message)}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {refusal.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _emptying(refusal: Refusal) -> str:
    return f"{refusal.name}_all"


def _quoted(message: str) -> str:
    return message.replace("'", "''").replace("%", "%%")
