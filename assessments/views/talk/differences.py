"""What changed from one wording to the next, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Comparing grows with the product of both lengths; longer texts are shown as replaced whole.
MOST_WORDS = 1500
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: "same", "gone" or "new"."""

    change: str
    text: str


def differences(before: str, after: str) -> Sequence[Piece]:
    """The words of both, in order; what is gone comes before what is new."""
    if before == after:
        return [Piece("same", after)] if after else []
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    return [piece for piece in _pieces(old, new) if piece.text]


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterable[Piece]:
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(new[begin:stop]))
        else:
            yield Piece("gone", "".join(old[start:end]))
            yield Piece("new", "".join(new[begin:stop]))
