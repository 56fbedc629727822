"""Counts that every page makes: their SQL is written once for each process, and only the actor differs."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

from outsourcing.actors import Actor, ActorKind, Permission

# The id of nobody; in the SQL as written it keeps the place of whoever asks.
STAND_IN = "918273645546372819"

Build = Callable[[Actor], QuerySet[Any, Any]]


def prepared_count(build: Build) -> Callable[[Actor], int]:
    """Makes a count of a query that may depend on the id, kind and permissions of the actor alone.

    To say a nested query in Django's terms takes several times as long as the database takes to answer it.
    """

    @lru_cache(maxsize=64)
    def written(kind: ActorKind, permissions: frozenset[Permission]) -> tuple[str, tuple[Any, ...]] | None:
        nobody = Actor(kind=kind, id=STAND_IN, name="", permissions=permissions)
        try:
            sql, params = build(nobody).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        except EmptyResultSet:
            return None
        return f"SELECT COUNT(*) FROM ({sql}) counted", tuple(params)  # noqa: S608 - Django's own SQL

    def count(actor: Actor) -> int:
        query = written(actor.kind, actor.permissions)
        if query is None:
            return 0
        sql, params = query
        with connection.cursor() as cursor:
            cursor.execute(sql, [_of(actor, each) for each in params])
            (number,) = cursor.fetchone()
        return int(number)

    return count


def _of(actor: Actor, param: Any) -> Any:
    if param == STAND_IN:
        return actor.id
    return int(actor.id) if param == int(STAND_IN) else param
