"""Answers as cells of a questionnaire that is filled offline, and cells as answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from assessments.domain.books.cells import Cell, read_text
from assessments.domain.errors import AnswerError
from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Mirror,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import RATERS, AnswerValue, Side

LONGEST_WORDS = 120
_LEVEL = re.compile(r"\s*(\d{1,2})\s*([-–—:.].*)?", re.DOTALL)
Labels = Mapping[str, str]


def words_offered(answer_format: AnswerFormat, side: Side, labels: Labels) -> tuple[str, ...]:
    """What a drop-down offers; nothing where a figure, a day or a text is written."""
    match plain(answer_format):
        case Text(rated=rated) if not (rated and side in RATERS):
            return ()
        case (Scale() | Mirror() | Text()) as levelled:
            texts = {anchor.level: anchor.text for anchor in levelled.anchors}
            return tuple(_level_words(n, texts.get(n, "")) for n in range(1, levelled.levels + 1))
        case YesNo(partly=partly):
            return tuple(labels[word] for word in ((YES, PARTLY, NO) if partly else (YES, NO)))
        case Choice(options=options):
            return tuple(f"{n} – {option.label}"[:LONGEST_WORDS] for n, option in enumerate(options, start=1))
        case _:
            return ()


def answer_cell(answer_format: AnswerFormat, value: AnswerValue, side: Side, labels: Labels) -> Cell:
    """An answer as its cell says it; `cell_answer` reads it back as the same answer."""
    offered = words_offered(answer_format, side, labels)
    match plain(answer_format), value:
        case ((Scale() | Mirror() | Text()), int()) if offered:
            return offered[value - 1]
        case YesNo(), str():
            return labels.get(value, value)
        case Choice(options=options), _:
            chosen = value if isinstance(value, list) else [value]
            places = [n for n, option in enumerate(options) if option.key in chosen]
            return offered[places[0]] if len(places) == 1 else "; ".join(str(n + 1) for n in places)
        case DateAge(), str():
            return date.fromisoformat(value)
        case _:
            return value if isinstance(value, str | int | float) else None


def cell_answer(answer_format: AnswerFormat, cell: Cell, side: Side, labels: Labels) -> object:
    """What stands in a cell, as the reader of answers takes it; raises AnswerError."""
    match plain(answer_format):
        case Text(rated=rated) if not (rated and side in RATERS):
            return read_text(cell)
        case Scale() | Mirror() | Text():
            return _level(cell)
        case YesNo():
            return _flag(cell, labels)
        case Choice() as choice:
            return _options(choice, cell)
        case DateAge():
            return cell if isinstance(cell, date) else read_text(cell)
        case _:
            return read_text(cell) if isinstance(cell, date | bool) else cell


def _level_words(level: int, text: str) -> str:
    return f"{level} – {' '.join(text.split())}"[:LONGEST_WORDS] if text else str(level)


def _level(cell: Cell) -> object:
    found = _LEVEL.fullmatch(cell) if isinstance(cell, str) else None
    return int(found[1]) if found else cell


def _flag(cell: Cell, labels: Labels) -> object:
    if isinstance(cell, bool):
        return cell
    words = {label.lower(): word for word, label in labels.items()}
    text = read_text(cell).strip().lower()
    return words.get(text, text)


def _options(choice: Choice, cell: Cell) -> object:
    text = read_text(cell)
    whole = _option(choice, text)
    if whole is not None:
        return [whole] if choice.several else whole
    keys = [_option(choice, part) for part in re.split(r"[;,\n]", text) if part.strip()]
    if not keys or None in keys:
        raise AnswerError("unknown_option", "Choose one of the answers offered.")
    return keys if choice.several or len(keys) > 1 else keys[0]


def _option(choice: Choice, said: str) -> str | None:
    """By its number, its number and words, its words, or its key."""
    text = " ".join(said.split())
    known: dict[str, str] = {}
    for number, option in enumerate(choice.options, start=1):
        known[str(number)] = option.key
        known[" ".join(f"{number} – {option.label}"[:LONGEST_WORDS].split())] = option.key
    for option in choice.options:
        known.setdefault(" ".join(option.label.split()), option.key)
        known.setdefault(option.key, option.key)
    return known.get(text)
