"""What a cell may hold, and how a part of a checklist becomes a cell and comes back unchanged."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assessments.domain.json_fields import Json

Cell = str | int | float | bool | date | None
YES, NO = "yes", "no"
_FLAGS = {YES: True, "true": True, "x": True, "1": True, NO: False, "false": False, "0": False}
_DECIMAL = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?", re.ASCII)


class CellError(ValueError):
    """A cell that cannot be read as what its column asks for; the message says it in words."""


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands there."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_text(cell: Cell) -> str:
    """A text exactly as it stands; numbers and dates as they would be typed."""
    match cell:
        case None:
            return ""
        case bool():
            return YES if cell else NO
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def read_word(cell: Cell) -> str:
    """A word out of a list of words, whatever its case."""
    return read_text(cell).strip().lower().replace(" ", "_")


def read_flag(cell: Cell) -> bool:
    """Yes or no."""
    word = read_text(cell).strip().lower()
    if word not in _FLAGS:
        raise CellError("write yes or no here")
    return _FLAGS[word]


def read_number(cell: Cell) -> int | float:
    """A finite number; a text is one where it looks like one."""
    if cell is None or isinstance(cell, bool | date):
        raise CellError("a number is needed here")
    if isinstance(cell, str):
        text = cell.strip()
        if not _DECIMAL.fullmatch(text):
            raise CellError("a number is needed here")
        cell = float(text.replace(",", "."))
    if not math.isfinite(cell):
        raise CellError("the number must be finite")
    return cell


def read_whole(cell: Cell) -> int:
    """A whole number."""
    number = read_number(cell)
    if number != int(number):
        raise CellError("a whole number is needed here")
    return int(number)


def write_hundredths(share: float) -> Cell:
    """A share in [0, 1] as people speak of it, out of 100; as text where a number would lose digits."""
    exact = Decimal(repr(share)) * 100
    number = float(exact)
    if read_hundredths(number) == share:
        return int(number) if number.is_integer() else number
    return str(exact)


def read_hundredths(cell: Cell) -> float:
    """What is said out of 100 as a share."""
    number = read_number(cell)
    text = cell.strip().replace(",", ".") if isinstance(cell, str) else repr(number)
    try:
        return float(Decimal(text) / 100)
    except InvalidOperation:
        raise CellError("a number is needed here") from None


def read_share(cell: Cell) -> float:
    """The same, from 0 to 100."""
    share = read_hundredths(cell)
    if not 0 <= share <= 1:
        raise CellError("write a number from 0 to 100 here")
    return share


def write_flag(flag: Json) -> str:
    """Yes or no."""
    return YES if flag else NO


def write_list(items: Sequence[Json]) -> Cell:
    """Several things in one cell: “a; b” where that comes back the same, else as JSON."""
    friendly = "; ".join(map(_plain, items))
    if friendly and not friendly.startswith(("[", '"')) and _same(_split(friendly), items):
        return friendly
    return json.dumps(list(items), ensure_ascii=False) if items else None


def read_list(cell: Cell) -> list[Json]:
    """Several things in one cell, as text and numbers."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return [read_number(cell)]
    text = read_text(cell)
    if text.lstrip().startswith("["):
        read = _json(text)
        return read if isinstance(read, list) else [read]
    return _split(text)


def write_operand(operand: Json) -> Cell:
    """What a rule compares with: one thing as it is, several as a list."""
    if isinstance(operand, list | tuple):
        listed = write_list(operand)
        # One thing in a list looks like that thing alone; only JSON tells them apart.
        alone = isinstance(listed, str) and not listed.startswith("[") and ";" not in listed
        return json.dumps(list(operand), ensure_ascii=False) if alone or listed is None else listed
    if isinstance(operand, str) and not _same([read_operand(operand)], [operand]):
        return json.dumps(operand, ensure_ascii=False)
    return operand if isinstance(operand, str | int | float | bool) else None


def read_operand(cell: Cell) -> Json:
    """What a rule compares with."""
    if isinstance(cell, bool | int | float) or cell is None:
        return cell
    text = read_text(cell)
    if text.lstrip().startswith(("[", '"')):
        return _json(text)
    return read_list(text) if ";" in text else text.strip()


def _json(text: str) -> Json:
    try:
        read: Json = json.loads(text)
    except (ValueError, RecursionError):
        raise CellError("this list cannot be read; write its parts with “;” between them") from None
    return read


def _split(text: str) -> list[Json]:
    return [_typed(part.strip()) for part in text.split(";") if part.strip()]


def _typed(part: str) -> Json:
    if not re.fullmatch(r"-?\d+(\.\d+)?", part, re.ASCII):
        return part
    return float(part) if "." in part else int(part)


def _plain(item: Json) -> str:
    return item if isinstance(item, str) else repr(item)


def _same(left: Iterable[Json], right: Iterable[Json]) -> bool:
    # 1, 1.0 and True are equal to Python, and different answers to a reader.
    return json.dumps(list(left)) == json.dumps(list(right))
