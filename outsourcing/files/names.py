"""Names that come from outside: shown, never used as a path."""

import re
import unicodedata

LONGEST_NAME = 150
LONGEST_ENDING = 10
NAMELESS = "file"
# Cc: line breaks and controls; Cf: what turns the direction of text or joins unseen; Cs: halves of signs.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain_name(raw: str) -> str:
    """The last part of a path, on one line, without signs that nobody sees, and of a decent length."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    seen = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in last)
    name = " ".join(seen.split()).strip(". ")
    return _shortened(name) or NAMELESS


def ending_of(name: str) -> str:
    """What stands after the last dot, in small letters; nothing where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    ending = ending_of(name)
    if not ending or len(ending) > LONGEST_ENDING:
        return name[:LONGEST_NAME]
    return f"{name[: LONGEST_NAME - len(ending) - 2]}….{ending}"
