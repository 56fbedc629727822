"""When two names are the same, and how names typed in one line come apart."""

import re
import unicodedata

SEPARATORS = re.compile(r"[,;\n]")


def tidy(text: str) -> str:
    """The text without needless blanks."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """What two spellings of one name share: neither capitals nor blanks nor look-alike signs count."""
    return tidy(unicodedata.normalize("NFKC", text)).casefold()


def split_names(text: str) -> tuple[str, ...]:
    """Names typed in one line, each once, in the order they were typed."""
    typed = (tidy(part) for part in SEPARATORS.split(text))
    return tuple({fold(name): name for name in reversed(list(typed)) if name}.values())[::-1]
