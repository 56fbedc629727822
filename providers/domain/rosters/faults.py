"""What keeps a row of a file from being read at all."""

from enum import StrEnum


class RowFault(StrEnum):
    """A fault of the row itself, before anything in it is understood."""

    TOO_MANY_CELLS = "too_many_cells"
    SHIFTED = "shifted"
    TOO_LONG = "too_long"
