"""The columns of a roster while they are read: few different words become numbers, ids stay as they are."""

from array import array
from collections.abc import Mapping

import numpy as np
import pandas as pd
from django.utils.translation import gettext as _

from providers.domain.attrition.spells import Codes, Groups
from providers.domain.rosters.dates import without_time
from providers.domain.rosters.fields import Field
from providers.ingest.refusals import RosterRefused

# No company has as many functions, sites or days; a column of them is something else.
MOST_DIFFERENT = 200_000
DATES = frozenset({Field.START_DATE, Field.END_DATE})
# They look like nothing, and would make two people of one.
UNSEEN = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x61C]
)
# Within words they join or part letters and pictures; within an id they are nothing.
JOINERS = dict.fromkeys([0x200C, 0x200D])


class Numbers(dict[str, int]):
    """The number of each text; a new one gets the next."""

    def __init__(self, header: str, *, are_dates: bool) -> None:
        super().__init__()
        self._header, self._are_dates = header, are_dates
        self.names: list[str] = []

    def __missing__(self, text: str) -> int:
        plain = without_time(text) if self._are_dates else without_unseen(text)
        number = self.get(plain)
        if number is None:
            number = self[plain] = self._next(plain)
        if len(self) < MOST_DIFFERENT:
            self[text] = number
        return number

    def _next(self, text: str) -> int:
        if len(self.names) >= MOST_DIFFERENT:
            reason = _(
                "The column “%(name)s” has more than %(most)d different values, so it is not what it was "
                "taken for. Choose another column, or none."
            )
            raise RosterRefused(reason % {"name": self._header, "most": MOST_DIFFERENT})
        self.names.append(text)
        return len(self.names) - 1


class Column:
    """One column of words or dates, row by row."""

    def __init__(self, field: Field, header: str) -> None:
        self._numbers = Numbers(header, are_dates=field in DATES)
        self._rows = array("i")
        self.number_of = self._numbers.__getitem__
        self.append = self._rows.append

    def groups(self) -> Groups:
        """What was read."""
        return Groups(tuple(self._numbers.names), np.frombuffer(self._rows, dtype=np.int32).astype(np.int64))


def columns_of(layout_columns: Mapping[Field, str]) -> dict[Field, Column]:
    """An empty column for each field but the id."""
    return {
        field: Column(field, header)
        for field, header in layout_columns.items()
        if field is not Field.EMPLOYEE_ID
    }


def without_unseen(text: str) -> str:
    """A text without marks that nobody sees, such as those that turn its direction."""
    return text if text.isascii() else " ".join(text.translate(UNSEEN).split())


def seen(text: str) -> str:
    """An id without what nobody sees in it: `A 7` is one person, whatever kind of space it was typed with."""
    return text if text.isascii() else without_unseen(text.translate(JOINERS))


def ids(texts: list[str]) -> Groups:
    """The ids, of which most stand once."""
    codes, names = pd.factorize(np.array(texts, dtype=object))
    return Groups(tuple(names), codes.astype(np.int64))


def same_rows(columns: list[Groups]) -> Codes:
    """Equal numbers exactly where all columns are equal, by numbering pairs of columns again and again."""
    same = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        pairs, _names = pd.factorize(same * (len(column.names) + 1) + column.codes)
        same = pairs.astype(np.int64)
    return same
