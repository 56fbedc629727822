"""Small lists of people, written as dates."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from providers.domain.attrition.plausibility import Column, Rows
from providers.domain.attrition.spells import LEAVINGS, OPEN, Groups, Leaving, Spells, day_number

Entry = tuple[str, str | None]
YEAR_2024 = (date(2023, 12, 31), date(2024, 12, 31))


def groups(names: Sequence[str]) -> Groups:
    """A column of names."""
    different = sorted(set(names))
    return Groups(tuple(different), np.array([different.index(name) for name in names], dtype=np.int64))


def spells(
    entries: Iterable[Entry], functions: Sequence[str] = (), reasons: Sequence[Leaving] = ()
) -> Spells:
    """Spells from first and last days in ISO form; no last day while they last."""
    rows = list(entries)
    return Spells(
        starts=np.array([_number(start) for start, _ in rows], dtype=np.int64),
        ends=np.array([OPEN if end is None else _number(end) for _, end in rows], dtype=np.int64),
        functions=groups(functions or ["Dev"] * len(rows)),
        sites=groups([""] * len(rows)),
        leavings=np.array(
            [LEAVINGS.index(reason) for reason in reasons or [Leaving.VOLUNTARY] * len(rows)], dtype=np.int64
        ),
    )


def rows(entries: Sequence[tuple[str, str, str | None, str | None]]) -> Rows:
    """Rows of (id, function, first day, last day) as a file has them; nonsense is an invalid date."""
    known = list(entries)
    return Rows(
        people=groups([entry[0] for entry in known]),
        same_rows=np.array([known.index(entry) for entry in known], dtype=np.int64),
        starts=_column([entry[2] for entry in known]),
        ends=_column([entry[3] for entry in known]),
        functions=groups([entry[1] for entry in known]),
    )


def _column(texts: Sequence[str | None]) -> Column:
    days = [_parsed(text) for text in texts]
    return Column(
        days=np.array([day or 0 for day in days], dtype=np.int64),
        empty=np.array([text is None for text in texts], dtype=bool),
        invalid=np.array(
            [text is not None and day is None for text, day in zip(texts, days, strict=True)], dtype=bool
        ),
    )


def _parsed(text: str | None) -> int | None:
    try:
        return None if text is None else _number(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return day_number(date.fromisoformat(text))
