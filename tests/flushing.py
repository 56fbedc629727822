"""Lets transactional tests on SQLite empty the tables that the product itself may never empty.

PostgreSQL truncates, which fires no row trigger; SQLite deletes, which does. The refusals are dropped for the
flush only: `post_migrate`, which the flush sends, installs them again.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper

from outsourcing.audit import triggers

# Reached through the wrapper: on PostgreSQL nothing else has loaded this module, and it imports in a circle.
Operations: Any = DatabaseWrapper.ops_class
_sql_flush = Operations.sql_flush


def _sql_flush_without_refusals(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
    drops = [f"DROP TRIGGER IF EXISTS {name}" for name in triggers.registered()]
    return [*drops, *_sql_flush(self, style, tables, **options)]


Operations.sql_flush = _sql_flush_without_refusals
