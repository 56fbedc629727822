"""A checklist, as the file of checklists holds it, as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.books import columns
from assessments.domain.books.cells import Cell, write_flag, write_operand
from assessments.domain.books.columns import (
    ABOUT_FIELDS,
    FORMAT_FIELDS,
    LEVELLED,
    QUESTION_FIELDS,
    SECTION_FIELDS,
    Field,
    hundredths,
    same,
    shown,
)
from assessments.domain.json_fields import Json

Object = Mapping[str, Json]
CONDITION_COLUMNS = (columns.IF_QUESTION, columns.IF_RULE, columns.IF_WITH)
KNOCKOUT_COLUMNS = (columns.OUT_RULE, columns.OUT_WITH, columns.OUT_WHERE, columns.OUT_SAYS)
FORMAT_COLUMNS = (
    columns.ANSWER,
    *(field.column for field in FORMAT_FIELDS),
    columns.MEASURED_FROM,
    columns.BY_HAND,
)
QUESTION_COLUMNS = (
    columns.SECTION,
    *(field.column for field in QUESTION_FIELDS),
    *FORMAT_COLUMNS,
    *KNOCKOUT_COLUMNS,
    *CONDITION_COLUMNS,
)


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet: its columns and its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def checklist_sheets(data: Object) -> tuple[WrittenSheet, ...]:
    """The six sheets of a checklist; `reading.read_checklist` makes the same checklist of them again."""
    sections = _objects(data.get("sections"))
    asked = [(section, question) for section in sections for question in _objects(section.get("questions"))]
    questions = [question for _section, question in asked]
    return (
        WrittenSheet(columns.ABOUT, (columns.WHAT, columns.SAYS), [_about(f, data) for f in ABOUT_FIELDS]),
        WrittenSheet(
            columns.SECTIONS,
            tuple(field.column for field in SECTION_FIELDS),
            [_fields(SECTION_FIELDS, section) for section in sections],
        ),
        WrittenSheet(columns.QUESTIONS, QUESTION_COLUMNS, [_question(*each) for each in asked]),
        WrittenSheet(columns.LEVELS, columns.LEVEL_COLUMNS, list(_levels(questions))),
        WrittenSheet(columns.OPTIONS, columns.OPTION_COLUMNS, list(_options(questions))),
        WrittenSheet(columns.POINTS, columns.POINT_COLUMNS, list(_points(questions))),
    )


def inner_format(answer_format: Object) -> Object:
    """The format in which a question is answered, measured or not."""
    inner = answer_format.get("answer")
    return inner if answer_format.get("type") == "measured" and isinstance(inner, Mapping) else answer_format


def _about(field: Field, data: Object) -> Sequence[Cell]:
    return (field.column, field.write(data.get(field.name)))


def _fields(fields: Iterable[Field], data: Object) -> list[Cell]:
    return [field.write(data.get(field.name)) for field in fields]


def _question(section: Object, question: Object) -> Sequence[Cell]:
    answer_format = _object(question.get("format"))
    return [
        same(section.get("key")),
        *_fields(QUESTION_FIELDS, question),
        *_format(answer_format),
        *_knockout(question.get("knockout")),
        *_condition(question.get("condition")),
    ]


def _format(answer_format: Object) -> Iterator[Cell]:
    inner = inner_format(answer_format)
    kind = str(inner.get("type"))
    yield shown(kind)
    for field in FORMAT_FIELDS:
        yield field.write(inner.get(field.name)) if kind in field.kinds else None
    measured = answer_format.get("type") == "measured"
    yield same(answer_format.get("source")) if measured else None
    yield write_flag(answer_format.get("by_hand")) if measured else None


def _knockout(knockout: Json) -> Sequence[Cell]:
    if not isinstance(knockout, Mapping):
        return [None] * len(KNOCKOUT_COLUMNS)
    operand = write_operand(knockout.get("operand"))
    return [shown(knockout["rule"]), operand, shown(knockout["applies"]), same(knockout["sentence"])]


def _condition(condition: Json) -> Sequence[Cell]:
    if not isinstance(condition, Mapping):
        return [None] * len(CONDITION_COLUMNS)
    operand = write_operand(condition.get("operand"))
    return [same(condition["question_key"]), shown(condition["rule"]), operand]


def _levels(questions: Iterable[Object]) -> Iterator[Sequence[Cell]]:
    for key, inner in _formats(questions):
        if inner.get("type") in LEVELLED:
            for anchor in _objects(inner.get("anchors")):
                yield (key, same(anchor["level"]), same(anchor["text"]))


def _options(questions: Iterable[Object]) -> Iterator[Sequence[Cell]]:
    for key, inner in _formats(questions):
        for option in _objects(inner.get("options")):
            worth = option["value"]
            yield (key, same(option["key"]), same(option["label"]), hundredths(worth))


def _points(questions: Iterable[Object]) -> Iterator[Sequence[Cell]]:
    for key, inner in _formats(questions):
        for point in _objects(inner.get("points")):
            yield (key, same(point["x"]), hundredths(point["value"]))


def _formats(questions: Iterable[Object]) -> Iterator[tuple[str, Object]]:
    for question in questions:
        yield str(question["key"]), inner_format(_object(question.get("format")))


def _object(data: Json) -> Object:
    return data if isinstance(data, Mapping) else {}


def _objects(data: Json) -> list[Object]:
    return [each for each in data if isinstance(each, Mapping)] if isinstance(data, list | tuple) else []
