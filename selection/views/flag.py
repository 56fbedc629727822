"""One thing to know before a line of the board is believed."""

from dataclasses import dataclass

from outsourcing.ui.registry import Tone


@dataclass(frozen=True, slots=True)
class Flag:
    """One sentence, its tone, and where it is settled."""

    text: str
    tone: Tone
    icon: str
    url: str = ""
