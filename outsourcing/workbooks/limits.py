"""How large a workbook may be; what is larger is refused before anything of it is parsed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one kind of workbook."""

    file_bytes: int = 5_000_000
    entries: int = 200
    unpacked_bytes: int = 30_000_000
    # Honest workbooks shrink to a tenth; a bomb to a thousandth.
    ratio: int = 200
    sheets: int = 30
    rows: int = 5_000
    columns: int = 100
    cells: int = 100_000
    text: int = 32_767
    # How far one sheet may reach, empty or not: rows times columns.
    area: int = 5_000_000
    # Texts that many cells share, counted once for each of them.
    characters: int = 100_000_000


USUAL = Limits()
