"""How one file is read: encoding, separator, sheet, line of headers, dates and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from providers.domain.rosters.dates import DateFormat
from providers.domain.rosters.fields import REQUIRED, Field

ENCODINGS = (
    "utf-8",
    "cp1252",
    "iso-8859-15",
    "cp1250",
    "cp1251",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "gb18030",
    "cp932",
    "shift_jis",
    "euc_kr",
)
SEPARATORS: Mapping[str, str] = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"})


class LayoutError(Exception):
    """A file cannot be read in this way; the message says what is missing."""


@dataclass(frozen=True)
class Layout:
    """How a file is read; `header_line` counts from 1. Text files have no sheet, workbooks no encoding."""

    columns: Mapping[Field, str] = field(default_factory=dict)
    date_format: DateFormat = DateFormat.ISO
    header_line: int = 1
    encoding: str = ""
    separator: str = ""
    sheet: str = ""

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields without which nothing can be counted."""
        return tuple(each for each in REQUIRED if each not in self.columns)


def layout_to_json(layout: Layout) -> dict[str, object]:
    """Return a layout as it is stored."""
    return {
        "columns": {str(each): header for each, header in layout.columns.items()},
        "date_format": layout.date_format.name,
        "header_line": layout.header_line,
        "encoding": layout.encoding,
        "separator": layout.separator,
        "sheet": layout.sheet,
    }


def layout_from_json(data: Mapping[str, object]) -> Layout:
    """Return the layout that was stored; raises LayoutError on anything else."""
    try:
        columns = data["columns"]
        line = data["header_line"]
        if not isinstance(columns, Mapping) or not isinstance(line, int):
            raise LayoutError("Columns and the line of headers are missing.")
        return Layout(
            columns={Field(key): str(header) for key, header in columns.items()},
            date_format=DateFormat[str(data["date_format"])],
            header_line=line,
            encoding=str(data["encoding"]),
            separator=str(data["separator"]),
            sheet=str(data["sheet"]),
        )
    except (KeyError, ValueError) as error:
        raise LayoutError(f"This layout cannot be read: {error}") from error
