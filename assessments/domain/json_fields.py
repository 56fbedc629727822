"""Reading the fields of a JSON object strictly, with errors that name the field."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assessments.domain.formats import FormatError

Json = object


class Fields:
    """The fields of one JSON object; `where` leads the name of a field in errors."""

    def __init__(self, data: Json, where: str = "") -> None:
        if not isinstance(data, Mapping):
            raise FormatError(where or "format", "an object was expected", "not_an_object")
        self._data = data
        self._where = where

    def name(self, field: str) -> str:
        """Return the full name of a field, as errors say it."""
        return f"{self._where}.{field}" if self._where else field

    def error(self, field: str, reason: str, code: str) -> FormatError:
        """Make the error that a caller raises about one field."""
        return FormatError(self.name(field), reason, code)

    @property
    def where(self) -> str:
        """Return the place of this object, as errors say it."""
        return self._where

    def all(self) -> Json:
        """Return the object itself."""
        return self._data

    def raw(self, field: str) -> Json:
        """Return a field as it stands, None when absent."""
        return self._data.get(field)

    def text(self, field: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not be blank."""
        value = self._data.get(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(field, "a text is needed", "text_needed")
        return value

    def flag(self, field: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self._data.get(field, default)
        if not isinstance(value, bool):
            raise self.error(field, "true or false is needed", "flag_needed")
        return value

    def number(self, field: str, default: float | None = None) -> float:
        """Return a finite number; without a default it must be there."""
        value = self._data.get(field, default)
        return finite(value, self.name(field))

    def optional_number(self, field: str) -> float | None:
        """Return a finite number, or None where the field is absent or null."""
        return None if self._data.get(field) is None else self.number(field)

    def whole(self, field: str, default: int | None = None) -> int:
        """Return a whole number; without a default it must be there."""
        value = self._data.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(field, "a whole number is needed", "whole_needed")
        return value

    def optional_whole(self, field: str) -> int | None:
        """Return a whole number, or None where the field is absent or null."""
        return None if self._data.get(field) is None else self.whole(field)

    def items(self, field: str) -> list[Json]:
        """Return a list; an absent or null field is an empty one."""
        value = self._data.get(field)
        if value is None:
            return []
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self.error(field, "a list is needed", "list_needed")
        return list(value)

    def objects(self, field: str) -> list[Fields]:
        """Return the objects of a list, each knowing its place."""
        name = self.name(field)
        return [Fields(item, f"{name}[{place}]") for place, item in enumerate(self.items(field))]

    def inner(self, field: str) -> Fields:
        """Return an object inside this one."""
        return Fields(self._data.get(field), self.name(field))


def finite(value: Json, name: str) -> float:
    """Return a number that can be computed with; refuses NaN, infinity and booleans."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError(name, "a number is needed", "number_needed")
    if not math.isfinite(value):
        raise FormatError(name, "the number must be finite", "not_finite")
    return value
