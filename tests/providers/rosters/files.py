"""Files as providers send them, made in memory."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from providers.domain.rosters.layout import Layout
from providers.ingest import ReadRoster, inspect, read_roster

AS_OF = date(2026, 6, 30)
HEADERS = ("employee_id", "function", "site", "employment_type", "start_date", "end_date", "leaving_type")
PEOPLE = (
    ("00123", "Développement", "Pune", "permanent", "2021-03-04", "", ""),
    ("123", "QA", "Pune", "permanent", "2020-11-30", "2025-08-31", "Resignation"),
    ("A-7", "NA", "Brno", "contract", "2023-01-25", "", ""),
    ("A-8", "None", "Brno", "permanent", "2019-05-13", "2026-01-15", "Dismissal"),
)


def text(
    rows: Sequence[Sequence[str]] = PEOPLE,
    *,
    headers: Sequence[str] = HEADERS,
    separator: str = ",",
    encoding: str = "utf-8",
    before: str = "",
    end: str = "\n",
) -> BytesIO:
    """A text file of these rows."""
    lines = [separator.join(headers), *(separator.join(row) for row in rows)]
    return BytesIO((before + end.join(lines) + end).encode(encoding))


def dated(pattern: str, people: Sequence[Sequence[str]] = PEOPLE) -> list[tuple[str, ...]]:
    """The rows with their dates written in another way."""

    def written(cell: str) -> str:
        return date.fromisoformat(cell).strftime(pattern) if cell else ""

    return [(*row[:4], written(row[4]), written(row[5]), *row[6:]) for row in people]


def workbook(
    rows: Sequence[Sequence[object]],
    *,
    headers: Sequence[str] = HEADERS,
    first_row: int = 0,
    first_column: int = 0,
    notes: str = "",
) -> BytesIO:
    """A workbook of these rows; dates are dates there, and everything else what it is."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        if notes:
            book.add_worksheet("Notes").write(0, 0, notes)
        sheet = book.add_worksheet("People")
        form = book.add_format({"num_format": "dd.mm.yyyy"})
        for place, name in enumerate(headers):
            sheet.write(first_row, first_column + place, name)
        for number, row in enumerate(rows, start=first_row + 1):
            for place, value in enumerate(row, start=first_column):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, form)
                else:
                    sheet.write(number, place, value)
    return BytesIO(out.getvalue())


def typed(people: Sequence[Sequence[str]] = PEOPLE) -> list[tuple[object, ...]]:
    """The rows with dates as dates."""

    def value(place: int, cell: str) -> object:
        return date.fromisoformat(cell) if place in (4, 5) and cell else cell

    return [tuple(value(place, cell) for place, cell in enumerate(row)) for row in people]


def changed(book: BytesIO, name: str, content: bytes) -> BytesIO:
    """The workbook with one part of its archive replaced or added."""
    out = BytesIO()
    with ZipFile(book) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return BytesIO(out.getvalue())


def read(file: BytesIO, said: Layout | None = None) -> ReadRoster:
    """The roster as it is read when everything that is guessed is taken."""
    return read_roster(file, inspect(file, said).layout, as_of=AS_OF)


def ids(roster: ReadRoster) -> list[str]:
    """The ids of the accepted rows."""
    return [roster.people.names[code] for code in roster.people.codes]
