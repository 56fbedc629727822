"""Reasons of leaving, as systems of personnel call them."""

from __future__ import annotations

import re

from providers.domain.attrition.spells import Leaving
from providers.domain.rosters.fields import plain_words

# The first that is found decides: "involuntary" holds "voluntary".
WORDS: tuple[tuple[Leaving, str], ...] = (
    (
        Leaving.TRANSFER,
        r"\b(transfer\w*|secondment|intra ?company|reassign\w*|versetz\w*|mutation|relocat\w*)\b",
    ),
    (
        Leaving.INVOLUNTARY,
        r"\b(involuntary|non voluntary|dismiss\w*|terminat\w*|laid off|layoff\w*|redundan\w*|fired"
        r"|discharg\w*|performance|misconduct|end of contract|contract end\w*|absconding|kundigung"
        r"|licenciement|no)\b",
    ),
    (
        Leaving.OTHER,
        r"\b(retire\w*|death|deceased|died|rente|retraite|disab\w*|medical|end of project|expir\w*)\b",
    ),
    (
        Leaving.VOLUNTARY,
        r"\b(voluntar\w*|resign\w*|quit|personal|better (offer|opportunity)|demission|eigenkundigung|yes)\b",
    ),
)
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS)


def leaving_of(text: str) -> Leaving:
    """Return the kind of leaving that some words mean; what nobody knows is other."""
    words = plain_words(text)
    return next((kind for kind, pattern in PATTERNS if pattern.search(words)), Leaving.OTHER)
