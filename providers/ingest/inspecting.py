"""Looks at a file and says how it seems to be laid out, for people to look at and change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.utils.translation import gettext as _

from providers.domain.rosters.dates import GuessedFormat, guess_format
from providers.domain.rosters.fields import Field, distinct, guess_columns, known_names
from providers.domain.rosters.layout import Layout
from providers.ingest.records import Line
from providers.ingest.refusals import RosterRefused
from providers.ingest.sheets import MOST_COLUMNS, SheetSource
from providers.ingest.sources import Source, TextSource, open_source

FIRST_LINES = 40
SHOWN = 8
SAMPLED = 2_000
SAMPLED_CHARACTERS = 2_000_000
SHOWN_OF_CELL = 80
ENOUGH_NAMES = 2


@dataclass(frozen=True)
class Inspected:
    """A layout, and what people need to see whether it is right.

    `sample` holds the first rows under `headers`; `dates` tells which formats fit as well.
    """

    layout: Layout
    headers: tuple[str, ...]
    sample: tuple[Line, ...]
    sheets: tuple[str, ...]
    dates: GuessedFormat
    repeated_headers: tuple[str, ...]


def inspect(file: BinaryIO, said: Layout | None = None) -> Inspected:
    """Say how a file is laid out; what somebody has said before (`said`) stands. Raises RosterRefused."""
    said = said or Layout(header_line=0)
    source = open_source(file, encoding=said.encoding, separator=said.separator, sheet=said.sheet)
    lines = _sampled(source.lines())
    head = _head(lines, said.header_line)
    headers = distinct(head.cells)
    if len(headers) > MOST_COLUMNS:
        raise RosterRefused(_("This file has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    rows = [line for line in lines if line.number > head.number]
    if not rows:
        raise RosterRefused(_("This file has a line of headers and nothing below it."))
    repeated = _repeated(head)
    guessed = guess_columns([name for name in headers if name not in repeated])
    columns = {each: name for each, name in {**guessed, **said.columns}.items() if name in headers}
    dates = _dates(source, _cells(rows, headers, columns))
    layout = _layout(source, said, head, columns)
    chosen = said.date_format if said.header_line else dates.format
    return Inspected(
        layout=replace(layout, date_format=chosen),
        headers=headers,
        sample=tuple(Line(line.number, [_shown(cell) for cell in line.cells]) for line in rows[:SHOWN]),
        sheets=source.sheets if isinstance(source, SheetSource) else (),
        dates=dates,
        repeated_headers=repeated,
    )


def _dates(source: Source, cells: Iterable[str]) -> GuessedFormat:
    if isinstance(source, SheetSource):
        return guess_format(cells, typed=True, since_1904=source.since_1904)
    return guess_format(cells)


def _sampled(lines: Iterator[Line]) -> list[Line]:
    """The first lines; fewer where they are long."""
    sampled: list[Line] = []
    room = SAMPLED_CHARACTERS
    for line in lines:
        sampled.append(line)
        room -= sum(map(len, line.cells))
        if room < 0 or len(sampled) == SAMPLED:
            break
    return sampled


def _shown(cell: str) -> str:
    return cell if len(cell) <= SHOWN_OF_CELL else f"{cell[:SHOWN_OF_CELL]}…"


def _layout(source: Source, said: Layout, head: Line, columns: dict[Field, str]) -> Layout:
    found = replace(said, columns=columns, header_line=head.number)
    match source:
        case TextSource(encoding=encoding, separator=separator):
            return replace(found, encoding=encoding, separator=separator, sheet="")
        case SheetSource(sheet=sheet):
            return replace(found, sheet=sheet, encoding="", separator="")
        case _:
            return found


def _head(lines: Sequence[Line], number: int) -> Line:
    """The line of headers: the one that was said, else the first with names of columns, else the first."""
    if not lines:
        raise RosterRefused(_("This file is empty."))
    if number:
        said = [line for line in lines if line.number == number]
        if not said:
            raise RosterRefused(
                _("Line %(number)d is empty; it cannot hold the headers.") % {"number": number}
            )
        return said[0]
    named = (line for line in lines[:FIRST_LINES] if known_names(line.cells) >= ENOUGH_NAMES)
    return next(named, lines[0])


def _cells(rows: Sequence[Line], headers: Sequence[str], columns: dict[Field, str]) -> list[str]:
    places = [headers.index(columns[each]) for each in (Field.START_DATE, Field.END_DATE) if each in columns]
    return [line.cells[place] for line in rows for place in places if place < len(line.cells)]


def _repeated(head: Line) -> tuple[str, ...]:
    names = [" ".join(cell.split()) for cell in head.cells if cell.strip()]
    return tuple(sorted({name for name in names if names.count(name) > 1}))
