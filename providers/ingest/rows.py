"""Rows whose cells do not stand under their headers: told before anything in them is understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from providers.domain.attrition.plausibility import Code
from providers.domain.rosters.dates import DateFormat, read_date
from providers.domain.rosters.faults import RowFault
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import Layout
from providers.ingest.records import Line
from providers.ingest.sheets import LONGEST_CELL

SHOWN_VALUE = 60
WORDS = (Field.FUNCTION, Field.SITE, Field.EMPLOYMENT_TYPE, Field.LEAVING_TYPE)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that does not count: its line in the file, the column to blame, why, what stood there."""

    line: int
    column: str
    reason: RowFault | Code
    value: str = ""


class Fitting:
    """Says which rows fit their headers; some programs end every line with separators, others drop them."""

    def __init__(self, headers: Sequence[str], layout: Layout, first: Sequence[Line]) -> None:
        self._headers, self._form = headers, layout.date_format
        self._words = [headers.index(layout.columns[each]) for each in WORDS if each in layout.columns]
        self._least, self._most = len(headers), max(len(headers), _usual_width(first))

    def fault(self, line: Line) -> SetAside | None:
        """Why a row does not fit; None where it does."""
        cells = line.cells
        width = len(cells)
        if width > self._least and (width > self._most or any(map(str.strip, cells[self._least :]))):
            # One separator too many shifts what follows: nobody can tell which cell is which.
            extra = "; ".join(cells[self._least :])
            return SetAside(line.number, "", RowFault.TOO_MANY_CELLS, extra[:SHOWN_VALUE])
        if width < self._least and (place := self._date_among_words(cells)) is not None:
            return self._about(line, place, RowFault.SHIFTED)
        if max(map(len, cells)) <= LONGEST_CELL:
            return None
        place = next(place for place, cell in enumerate(cells) if len(cell) > LONGEST_CELL)
        return self._about(line, place, RowFault.TOO_LONG)

    def _date_among_words(self, cells: Sequence[str]) -> int | None:
        """Where a date stands in a row that is too short: a separator too few shifted it there."""
        places = (place for place in self._words if place < len(cells))
        return next((place for place in places if _is_date(cells[place], self._form)), None)

    def _about(self, line: Line, place: int, reason: RowFault) -> SetAside:
        return SetAside(line.number, self._headers[place], reason, line.cells[place][:SHOWN_VALUE])


@lru_cache(maxsize=10_000)
def _is_date(text: str, form: DateFormat) -> bool:
    return read_date(text[:LONGEST_CELL], form) is not None


def _usual_width(lines: Sequence[Line]) -> int:
    """The number of cells that most rows have."""
    widths = [len(line.cells) for line in lines]
    return max(set(widths), key=widths.count, default=0)
