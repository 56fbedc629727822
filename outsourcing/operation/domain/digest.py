"""A fingerprint of the rows of a table that does not depend on their order or on the database they are in."""

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

MODULUS = 1 << 256


@dataclass(frozen=True)
class TableState:
    """How many rows a table holds, and their fingerprint."""

    rows: int
    digest: str


def table_state(rows: Iterable[Sequence[object]]) -> TableState:
    """Add up the SHA-256 of every row, so that no database has to sort its text like another."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total = (total + _row_number(row)) % MODULUS
    return TableState(rows=count, digest=f"{total:064x}")


def _row_number(row: Sequence[object]) -> int:
    text = json.dumps([plain(value) for value in row], sort_keys=True, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())


def plain(value: object) -> object:
    """The value as JSON has it; alike for alike values of SQLite and PostgreSQL."""
    match value:
        case None | bool() | int() | str():
            return value
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case _:
            return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    match value:
        case float():
            # PostgreSQL keeps 1e16 of a JSON document as an integer.
            return int(value) if math.isfinite(value) and value.is_integer() else repr(value)
        case Decimal():
            return format(value.normalize(), "f")
        case datetime() if value.tzinfo:
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
        case _:
            return str(value)
