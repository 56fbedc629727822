"""From the name of a part of a checklist to the cell it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Places:
    """Remembers which cell each part came from; `sections[0].questions[2].format.levels` and the like."""

    known: dict[str, tuple[str, int, str]] = field(default_factory=dict)

    def put(self, part: str, sheet: str, row: int, column: str = "") -> None:
        """Remember where a part stands."""
        self.known[part] = (sheet, row, column)

    def find(self, part: str) -> tuple[str, int, str]:
        """The cell of a part, or of the nearest part around it."""
        name = part.replace(".format.answer.", ".format.")
        while name:
            if name in self.known:
                return self.known[name]
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        return ("", 0, "")
