"""Lets transactional tests empty the tables that the product itself may never empty.

The refusals are dropped for the flush only: `post_migrate`, which the flush sends, installs them again.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from outsourcing.audit import triggers

# That of the database the tests run on; the other one may not even have its driver here.
Operations: Any = type(connection.ops)
_sql_flush = Operations.sql_flush


def _sql_flush_without_refusals(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
    refusals = triggers.registered().values()
    drops = [statement for refusal in refusals for statement in triggers.removal(self.connection, refusal)]
    return [*drops, *_sql_flush(self, style, tables, **options)]


Operations.sql_flush = _sql_flush_without_refusals
