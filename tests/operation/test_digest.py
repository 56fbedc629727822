"""A table's fingerprint: alike for the same rows in any order, on any database, and for nothing else."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from outsourcing.operation.domain.digest import plain, table_state

ROWS = [(1, "a", None), (2, "b", 0.5), (2, "b", 0.5)]


def test_the_order_of_rows_does_not_matter_and_their_number_does() -> None:
    assert table_state(ROWS) == table_state(reversed(ROWS))
    assert table_state(ROWS).rows == 3
    assert table_state(ROWS).digest != table_state(ROWS[:2]).digest
    assert table_state([]).digest == "0" * 64


@pytest.mark.parametrize("other", [(1, "a", ""), (1, "a", 0), ("1", "a", None), (1, None, "a"), (1, "a")])
def test_another_row_gives_another_fingerprint(other: tuple[object, ...]) -> None:
    assert table_state([other]).digest != table_state([(1, "a", None)]).digest


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"b": 1, "a": [1.0, 1e16]}, {"a": [1, 10**16], "b": 1.0}),
        (Decimal("1.50"), Decimal("1.5")),
        (b"\x00\xff", memoryview(b"\x00\xff")),
        (
            datetime(2026, 11, 23, 12, tzinfo=UTC),
            datetime(2026, 11, 23, 13, tzinfo=timezone(timedelta(hours=1))),
        ),
        (date(2026, 11, 23), "2026-11-23"),
    ],
)
def test_what_two_databases_give_back_differently_counts_as_the_same(here: object, there: object) -> None:
    assert plain(here) == plain(there)
