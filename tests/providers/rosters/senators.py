"""A real list of people: every term of the Senate of Canada (see data/canadian_senators.md)."""

import csv
from datetime import date
from pathlib import Path

from tests.providers.attrition.plainly import Term

FILE = Path(__file__).with_name("data") / "canadian_senators.csv"
# The day before the list was made.
AS_OF = date(2013, 9, 30)
YEAR_BEFORE, THREE_YEARS_BEFORE = date(2012, 9, 30), date(2010, 9, 30)


def terms() -> list[Term]:
    """Every term."""
    return [_term(row) for row in _rows()]


def of_province(province: str) -> list[Term]:
    """The terms of one province or division."""
    return [_term(row) for row in _rows() if row["function"] == province]


def _rows() -> list[dict[str, str]]:
    """Read with nothing but the standard library."""
    with FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _term(row: dict[str, str]) -> Term:
    return Term(date.fromisoformat(row["start_date"]), _day(row["end_date"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
