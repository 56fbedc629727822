"""The sheets of a workbook as a checklist, with every fault and the cell of every part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.books import columns
from assessments.domain.books.cells import read_text
from assessments.domain.books.columns import ABOUT_FIELDS, QUESTION_FIELDS, SECTION_FIELDS, Field
from assessments.domain.books.places import Places
from assessments.domain.books.question_parts import Parts, read_condition, read_format, read_knockout
from assessments.domain.books.table import BookFault, Faults, GivenSheet, Line, by_name, lines_of
from assessments.domain.json_fields import Json

Sheets = Mapping[str, GivenSheet]


@dataclass(frozen=True)
class ReadBook:
    """What a workbook says; usable where there are no faults."""

    data: dict[str, Json]
    places: Places
    faults: tuple[BookFault, ...]


def read_checklist(given: Sequence[GivenSheet]) -> ReadBook:
    """Read all sheets; what is wrong is noted with its cell, and the rest is read all the same."""
    sheets, faults, places = by_name(given), Faults(), Places()
    about = _about(sheets, faults, places)
    sections = _sections(sheets, faults, places)
    _questions(sheets, sections, faults, places)
    return ReadBook(
        {**about, "sections": [section.data for section in sections]}, places, tuple(faults.found)
    )


@dataclass(frozen=True)
class _Section:
    data: dict[str, Json]
    questions: list[Json]
    part: str


def _about(sheets: Sheets, faults: Faults, places: Places) -> dict[str, Json]:
    lines = list(lines_of(sheets, columns.ABOUT, (columns.WHAT, columns.SAYS), faults))
    told = {read_text(line.get(columns.WHAT)).strip().lower(): line for line in lines}
    data: dict[str, Json] = {}
    for field in ABOUT_FIELDS:
        line = told.get(field.column.lower())
        if line is not None:
            places.put(field.name, line.sheet, line.number, columns.SAYS)
            data[field.name] = line.read(columns.SAYS, field.read, field.blank, field.needed)
        elif field.needed and lines:
            faults.add(columns.ABOUT, 0, columns.WHAT, f"the line “{field.column}” is missing")
        else:
            data[field.name] = field.blank
    return data


def _sections(sheets: Sheets, faults: Faults, places: Places) -> list[_Section]:
    needed = (columns.KEY, columns.TITLE, columns.WEIGHT)
    sections: list[_Section] = []
    for line in lines_of(sheets, columns.SECTIONS, needed, faults):
        part = f"sections[{len(sections)}]"
        questions: list[Json] = []
        data = {**_read_fields(SECTION_FIELDS, line, part, places), "questions": questions}
        sections.append(_Section(data, questions, part))
    return sections


def _questions(sheets: Sheets, sections: Sequence[_Section], faults: Faults, places: Places) -> None:
    needed = (columns.SECTION, columns.KEY, columns.QUESTION, columns.WEIGHT, columns.ANSWER)
    homes: dict[str, _Section] = {}
    for section in sections:
        homes.setdefault(str(section.data["key"]), section)
    lines = list(lines_of(sheets, columns.QUESTIONS, needed, faults))
    if not lines:
        return
    parts = Parts.of(sheets, {read_text(line.get(columns.KEY)).strip() for line in lines}, faults)
    for line in lines:
        home = homes.get(read_text(line.get(columns.SECTION)).strip())
        if home is None:
            known = ", ".join(homes) or "none"
            line.fault(columns.SECTION, f"there is no section with this key; there are: {known[:200]}")
            continue
        part = f"{home.part}.questions[{len(home.questions)}]"
        home.questions.append(_question(line, part, parts, places))


def _question(line: Line, part: str, parts: Parts, places: Places) -> dict[str, Json]:
    data = _read_fields(QUESTION_FIELDS, line, part, places)
    key = str(data["key"])
    return {
        **data,
        "format": read_format(line, key, parts, part, places),
        "knockout": read_knockout(line, part, places),
        "condition": read_condition(line, part, places),
    }


def _read_fields(fields: Iterable[Field], line: Line, part: str, places: Places) -> dict[str, Json]:
    places.put(part, line.sheet, line.number)
    data: dict[str, Json] = {}
    for field in fields:
        places.put(f"{part}.{field.name}", line.sheet, line.number, field.column)
        data[field.name] = line.read(field.column, field.read, field.blank, field.needed)
    return data
