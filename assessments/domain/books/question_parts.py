"""The answer, the knock-out and the condition of a question, out of its row and the sheets beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.books import columns
from assessments.domain.books.cells import (
    read_flag,
    read_number,
    read_operand,
    read_share,
    read_text,
    read_whole,
)
from assessments.domain.books.columns import (
    ANSWERS,
    CONDITION_WORDS,
    FORMAT_FIELDS,
    KNOCKOUT_WORDS,
    LEVELLED,
    LINED,
    word_of,
)
from assessments.domain.books.places import Places
from assessments.domain.books.table import Faults, GivenSheet, Line, lines_of
from assessments.domain.json_fields import Json

How = Callable[[Line, int], tuple[dict[str, Json], Mapping[str, str]]]


@dataclass(frozen=True)
class Parts:
    """The lines of the sheets with levels, options and points, by the key of their question."""

    levels: Mapping[str, Sequence[Line]]
    options: Mapping[str, Sequence[Line]]
    points: Mapping[str, Sequence[Line]]

    @classmethod
    def of(cls, sheets: Mapping[str, GivenSheet], keys: set[str], faults: Faults) -> Parts:
        """Sort them; one that names no question is a fault."""
        return cls(
            _by_question(sheets, columns.LEVELS, columns.LEVEL_COLUMNS, keys, faults),
            _by_question(sheets, columns.OPTIONS, columns.OPTION_COLUMNS, keys, faults),
            _by_question(sheets, columns.POINTS, columns.POINT_COLUMNS, keys, faults),
        )


def read_format(line: Line, key: str, parts: Parts, part: str, places: Places) -> dict[str, Json]:
    """How the question is answered."""
    where = f"{part}.format"
    places.put(where, line.sheet, line.number, columns.ANSWER)
    kind = str(line.read(columns.ANSWER, word_of(ANSWERS), "", "say how it is answered"))
    if not kind:
        return {}
    inner: dict[str, Json] = {"type": kind}
    _read_columns(line, kind, inner, where, places)
    inner |= _listed(kind, key, parts, where, places)
    return _measured(line, inner, where, places)


def read_knockout(line: Line, part: str, places: Places) -> dict[str, Json] | None:
    """Which answer excludes; nothing where its columns are blank."""
    names = (columns.OUT_RULE, columns.OUT_WITH, columns.OUT_WHERE, columns.OUT_SAYS)
    where = f"{part}.knockout"
    for column, name in zip(names, ("rule", "operand", "applies", "sentence"), strict=True):
        places.put(f"{where}.{name}", line.sheet, line.number, column)
    places.put(where, line.sheet, line.number, columns.OUT_RULE)
    if not any(line.has(column) for column in names):
        return None
    rule, applies = (word_of(KNOCKOUT_WORDS[name]) for name in (columns.OUT_RULE, columns.OUT_WHERE))
    return {
        "rule": line.read(columns.OUT_RULE, rule, "", "say when it excludes"),
        "operand": line.read(columns.OUT_WITH, read_operand, "", "say what the answer is compared with"),
        "applies": line.read(columns.OUT_WHERE, applies, "always"),
        "sentence": line.read(columns.OUT_SAYS, read_text, "", "say in a sentence what it means"),
    }


def read_condition(line: Line, part: str, places: Places) -> dict[str, Json] | None:
    """When the question is asked; nothing where it always is."""
    names = (columns.IF_QUESTION, columns.IF_RULE, columns.IF_WITH)
    where = f"{part}.condition"
    for column, name in zip(names, ("question_key", "rule", "operand"), strict=True):
        places.put(f"{where}.{name}", line.sheet, line.number, column)
    places.put(where, line.sheet, line.number, columns.IF_QUESTION)
    if not any(line.has(column) for column in names):
        return None
    rule = word_of(CONDITION_WORDS[columns.IF_RULE])
    return {
        "question_key": line.read(
            columns.IF_QUESTION, lambda cell: read_text(cell).strip(), "", "name the earlier question"
        ),
        "rule": line.read(columns.IF_RULE, rule, "", "say how its answer is compared"),
        "operand": line.read(columns.IF_WITH, read_operand, "", "say what its answer is compared with"),
    }


def _read_columns(line: Line, kind: str, inner: dict[str, Json], where: str, places: Places) -> None:
    for field in FORMAT_FIELDS:
        if kind in field.kinds:
            places.put(f"{where}.{field.name}", line.sheet, line.number, field.column)
            value = line.read(field.column, field.read, field.blank)
            if value is not None or not field.leave_out:
                inner[field.name] = value
    meant = {field.column for field in FORMAT_FIELDS if kind in field.kinds}
    for column in dict.fromkeys(field.column for field in FORMAT_FIELDS):
        if column not in meant and line.has(column):
            line.fault(column, f"this says nothing about an answer of the kind “{columns.shown(kind)}”")


def _listed(kind: str, key: str, parts: Parts, where: str, places: Places) -> dict[str, Json]:
    read: dict[str, Json] = {}
    if kind in LEVELLED:
        read["anchors"] = _rows(parts.levels.get(key, ()), f"{where}.anchors", places, _anchor)
    if kind == "choice":
        read["options"] = _rows(parts.options.get(key, ()), f"{where}.options", places, _option)
    if kind in LINED:
        read["points"] = _rows(parts.points.get(key, ()), f"{where}.points", places, _point)
    listed = ((parts.levels, LEVELLED), (parts.options, {"choice"}), (parts.points, LINED))
    for lines, kinds in listed:
        for other in lines.get(key, ()) if kind not in kinds else ():
            other.fault(columns.QUESTION, f"the answer to it is of the kind “{columns.shown(kind)}”")
    return read


def _measured(line: Line, inner: dict[str, Json], where: str, places: Places) -> dict[str, Json]:
    places.put(f"{where}.source", line.sheet, line.number, columns.MEASURED_FROM)
    if not line.has(columns.MEASURED_FROM):
        if line.has(columns.BY_HAND):
            line.fault(columns.BY_HAND, "this says nothing about an answer that is not measured")
        return inner
    source = line.read(columns.MEASURED_FROM, read_text, "")
    by_hand = line.read(columns.BY_HAND, read_flag, False)
    return {"type": "measured", "source": source, "answer": inner, "by_hand": by_hand}


def _anchor(line: Line, _place: int) -> tuple[dict[str, Json], Mapping[str, str]]:
    return (
        {
            "level": line.read(columns.LEVEL, read_whole, 1, "say which level"),
            "text": line.read(columns.LOOKS_LIKE, read_text, "", "say what this level looks like"),
        },
        {"level": columns.LEVEL, "text": columns.LOOKS_LIKE},
    )


def _option(line: Line, place: int) -> tuple[dict[str, Json], Mapping[str, str]]:
    return (
        {
            "key": line.read(columns.KEY, lambda cell: read_text(cell).strip(), f"option-{place + 1}"),
            "label": line.read(columns.OPTION, read_text, "", "give the option its words"),
            "value": line.read(columns.WORTH, read_share, None),
        },
        {"key": columns.KEY, "label": columns.OPTION, "value": columns.WORTH},
    )


def _point(line: Line, _place: int) -> tuple[dict[str, Json], Mapping[str, str]]:
    return (
        {
            "x": line.read(columns.ANSWER_X, read_number, 0, "give the answer"),
            "value": line.read(columns.WORTH, read_share, 0.0, "say what it is worth, from 0 to 100"),
        },
        {"x": columns.ANSWER_X, "value": columns.WORTH},
    )


def _rows(lines: Sequence[Line], where: str, places: Places, how: How) -> list[Json]:
    read: list[Json] = []
    if lines:
        places.put(where, lines[0].sheet, lines[0].number)
    for place, line in enumerate(lines):
        data, named = how(line, place)
        places.put(f"{where}[{place}]", line.sheet, line.number)
        for name, column in named.items():
            places.put(f"{where}[{place}].{name}", line.sheet, line.number, column)
        read.append(data)
    return read


def _by_question(
    sheets: Mapping[str, GivenSheet], name: str, needed: Sequence[str], keys: set[str], faults: Faults
) -> Mapping[str, Sequence[Line]]:
    sorted_out: dict[str, list[Line]] = {}
    if name.lower() not in sheets:
        return sorted_out
    for line in lines_of(sheets, name, needed, faults):
        key = read_text(line.get(columns.QUESTION)).strip()
        if key in keys:
            sorted_out.setdefault(key, []).append(line)
        else:
            line.fault(columns.QUESTION, "no question has this key")
    return sorted_out
