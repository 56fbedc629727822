"""What the objects of the trail and of owed work are called; the apps whose objects they are say so.

An event keeps the name that its object had; where that says little, these words stand on the page instead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

Namer = Callable[[Sequence[str]], Mapping[str, str]]

_namers: dict[str, Namer] = {}


def register_names(kind: str, namer: Namer) -> None:
    """From `apps.ready`: words for many objects of a kind at once, by their numbers or keys."""
    known = _namers.setdefault(kind, namer)
    if known is not namer:
        raise ValueError(f"{kind} has two ways to be named.")


def names_of(objects: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The words for these (kind, key), as far as somebody knows any; each kind is asked once."""
    keys: dict[str, set[str]] = {}
    for kind, key in objects:
        keys.setdefault(kind, set()).add(key)
    return {
        (kind, key): words
        for kind, wanted in keys.items()
        if kind in _namers
        for key, words in _namers[kind](sorted(wanted)).items()
    }


def numbers(keys: Iterable[str]) -> list[int]:
    """The keys that are numbers of rows; what else was owed or told names no row."""
    return [int(key) for key in keys if key.isdecimal()]
