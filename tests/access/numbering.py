"""Numbers of new rows that start anew when what was done is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def numbered_anew() -> Iterator[None]:
    """Give back the numbers of rows that are taken back; PostgreSQL by itself never does, SQLite always."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || '.' || sequencename, last_value, start_value FROM pg_sequences")
        before = cursor.fetchall()
    yield
    with connection.cursor() as cursor:
        for sequence, last, start in before:
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, last or start, last is not None])
