"""The sheet on which a questionnaire is filled offline: its columns, and its rows as they come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.books.cells import Cell, CellError, read_text, read_whole
from assessments.domain.books.columns import SAYS, WHAT
from assessments.domain.books.table import Faults, GivenSheet, Line, by_name, lines_of

ABOUT, ANSWERS = "About", "Answers"
NUMBER, QUESTION, HELP, HOW = "No.", "Question", "Help", "How to answer"
ANSWER, NOT_APPLICABLE, NOTE = "Answer", "Does not apply because", "Note"
ASKED_WHEN, KEY, VERSION = "Only asked when", "Key", "Version"
COLUMNS: Final = (
    NUMBER,
    QUESTION,
    HELP,
    HOW,
    ANSWER,
    NOT_APPLICABLE,
    NOTE,
    ASKED_WHEN,
    KEY,
    VERSION,
)
OPEN: Final = frozenset({ANSWER, NOT_APPLICABLE, NOTE})
IDENTITY: Final = "Mark of this workbook"


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One question as it came back; `version` is that of the answer its writer saw."""

    number: int
    key: str
    answer: Cell
    reason: str
    note: str
    version: int


def identity_in(sheets: Sequence[GivenSheet]) -> str:
    """The mark by which the workbook is known; empty where there is none."""
    sheet = by_name(sheets).get(ABOUT.lower())
    for _number, row in sheet.rows if sheet else ():
        if len(row) > 1 and read_text(row[0]).strip() == IDENTITY:
            return read_text(row[1]).strip()
    return ""


def rows_in(sheets: Sequence[GivenSheet], faults: Faults) -> Iterator[FilledRow]:
    """Every row with a key; a version that cannot be read is a fault."""
    for line in lines_of(by_name(sheets), ANSWERS, (ANSWER, KEY, VERSION), faults):
        version = _version(line)
        if version is not None and line.has(KEY):
            yield FilledRow(
                number=line.number,
                key=read_text(line.get(KEY)).strip(),
                answer=line.get(ANSWER) if line.has(ANSWER) else None,
                reason=_text(line, NOT_APPLICABLE),
                note=_text(line, NOTE),
                version=version,
            )


def _version(line: Line) -> int | None:
    try:
        return read_whole(line.get(VERSION))
    except CellError:
        line.fault(VERSION, "this cell was changed; take the workbook out once more")
        return None


def _text(line: Line, column: str) -> str:
    return read_text(line.get(column)).strip() if column.lower() in line.cells else ""


__all__ = ["SAYS", "WHAT", "FilledRow", "identity_in", "rows_in"]
