"""A second database beside the configured one, for as long as a command needs it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def connected(alias: str, settings: Mapping[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Connect to it under this alias; what is not said is as for the configured database."""
    connections.databases[alias] = {**connections.databases[DEFAULT_DB_ALIAS], "OPTIONS": {}, **settings}
    connection = connections[alias]
    try:
        yield connection
    finally:
        connection.close()
        del connections[alias]
        del connections.databases[alias]
