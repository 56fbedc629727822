"""What the parts of a workbook hold, counted as they are walked through: cells, reach, text."""

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from outsourcing.workbooks.archive import WORKBOOK
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits

PLACE = re.compile(r"([A-Z]{1,4})(\d{1,8})")
Attributes = Mapping[str, str]
# Shown by a cell whose formula was saved without its result.
NO_RESULT = "="
MOST_WITHOUT_VALUE = 50_000
Odd = dict[tuple[int, int], str]


@dataclass
class Counted:
    """What was counted in all parts so far; cells name the texts they share by their number.

    `odd` has, by part, the cells that show an error such as #N/A instead of a value, by row and column.
    """

    limits: Limits
    cells: int = 0
    characters: int = 0
    shared: "array[int]" = field(default_factory=lambda: array("q"))
    odd: dict[str, Odd] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def odd_of(self, sheet: str) -> Odd:
        """The cells without a value of the sheet that people know by this name."""
        target = self.targets.get(self.sheets.get(sheet, ""), "").removeprefix("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        return self.odd.get(path.lower(), {})

    def add_cell(self) -> None:
        """One more; raises WorkbookRefused."""
        self.cells += 1
        if self.cells > self.limits.cells:
            text = _("This workbook holds more than %(most)d cells.") % {"most": self.limits.cells}
            raise WorkbookRefused.because(text)

    def add_shared(self, number: int) -> None:
        """A cell shows a shared text, and is given a copy of it; raises WorkbookRefused."""
        self.characters += self.shared[number] if 0 <= number < len(self.shared) else 0
        if self.characters > self.limits.characters:
            most = self.limits.characters // 1_000_000
            text = _("The cells of this workbook hold more than %(most)d million characters.") % {
                "most": most
            }
            raise WorkbookRefused.because(text)


class Part:
    """A part without cells. The long list of shared texts is one; of each, the length is kept."""

    def __init__(self, counted: Counted, name: str) -> None:
        self._counted, self._elements, self._length = counted, 0, 0
        self._names_sheets = name.lower().endswith(f"{WORKBOOK.rpartition('/')[2]}.rels")

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; raises ValueError where there are more than any honest part has."""
        self._elements += 1
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            self._counted.sheets[attributes.get("name", "")] = key
        elif tag == "Relationship" and self._names_sheets:
            self._counted.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        if self._elements > 2 * self._counted.limits.cells:
            raise ValueError("Elements without end.")
        if tag == "si":
            self._length = 0

    def text(self, said: str) -> None:
        """Text within an element."""
        self._length += len(said)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "si":
            self._counted.shared.append(self._length)


class Sheet:
    """A part with cells: how far it reaches, as far as it was walked."""

    def __init__(self, counted: Counted, name: str) -> None:
        self._counted, self._limits, self._name = counted, counted.limits, name
        self._row = self._column = self._last_row = self._last_column = 0
        self._odd = counted.odd.setdefault(name.lower(), {})
        self._kind = self._said = ""
        self._is_value = self._has_formula = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; raises WorkbookRefused, or ValueError where its place is none."""
        match tag:
            case "c":
                self._counted.add_cell()
                self._go_to_cell(attributes.get("r", ""))
                self._kind, self._said, self._has_formula = attributes.get("t", ""), "", False
            case "v":
                self._is_value = True
            case "f":
                self._has_formula = True
            case "row":
                self._go_to_row(attributes.get("r", ""))

    def text(self, said: str) -> None:
        """Text within an element."""
        if self._is_value:
            self._said += said

    def end(self, tag: str) -> None:
        """An element ends; raises WorkbookRefused."""
        if tag == "v":
            self._is_value = False
        elif tag == "c":
            if self._kind == "s":
                self._counted.add_shared(int(self._said or -1))
            elif self._kind == "e":
                self._add_odd(self._said)
            elif self._has_formula and not self._said and self._kind != "str":
                self._add_odd(NO_RESULT)

    def _add_odd(self, shown: str) -> None:
        self._odd[self._row, self._column] = shown
        if len(self._odd) > MOST_WITHOUT_VALUE:
            text = _("More than %(most)d cells show an error such as #N/A. Correct them and try again.")
            raise WorkbookRefused.because(text % {"most": MOST_WITHOUT_VALUE}, sheet=sheet_of(self._name))

    def _go_to_cell(self, place: str) -> None:
        """A cell without a place stands beside the one before it."""
        self._column += 1
        if place:
            found = PLACE.fullmatch(place)
            if found is None:
                raise ValueError(place)
            self._column, self._row = _column(found[1]), int(found[2])
        if self._column > self._limits.columns or self._row > self._limits.rows:
            text = _("Cell %(place)s lies further out than any table of this kind. Clear it and try again.")
            far = place or f"{self._row}:{self._column}"
            raise WorkbookRefused.because(text % {"place": far}, sheet=sheet_of(self._name))
        self._last_column = max(self._last_column, self._column)
        self._measure()

    def _go_to_row(self, number: str) -> None:
        """A row may stand far out and be empty, or many may come without a number."""
        self._row = int(number[:9]) if number.isdigit() else self._row + 1
        self._column = 0
        if self._row > self._limits.rows:
            text = _("This sheet has more than %(most)d rows.") % {"most": self._limits.rows}
            raise WorkbookRefused.because(text, sheet=sheet_of(self._name))
        self._measure()

    def _measure(self) -> None:
        self._last_row = max(self._last_row, self._row)
        if self._last_row * self._last_column > self._limits.area:
            text = _(
                "This sheet reaches to row %(row)d in %(columns)d columns, and most of that is empty. "
                "Delete the empty rows and columns around the table and try again."
            )
            said = text % {"row": self._last_row, "columns": self._last_column}
            raise WorkbookRefused.because(said, sheet=sheet_of(self._name))


def sheet_of(part: str) -> str:
    """What to call a sheet of which only the name of its part is known, which people do not see."""
    return part.rpartition("/")[2].removesuffix(".xml")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
