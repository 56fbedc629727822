"""What is wrong with a workbook, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `row` counts from 1 as in the program that shows the sheet, 0 means the whole of it."""

    reason: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def where(self) -> str:
        """The place in words; nothing where the file as a whole is meant."""
        parts = [_("sheet “%s”") % self.sheet] if self.sheet else []
        if self.row:
            parts.append(_("row %d") % self.row)
        if self.column:
            parts.append(_("column “%s”") % self.column)
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


class WorkbookRefused(Exception):  # noqa: N818 — says what happened; nothing went wrong
    """A workbook that was not taken, with every fault that was found; nothing of it was kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)

    @classmethod
    def because(cls, reason: str, sheet: str = "", row: int = 0, column: str = "") -> "WorkbookRefused":
        """The refusal with a single fault."""
        return cls([Fault(reason, sheet, row, column)])
