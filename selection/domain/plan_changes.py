"""What differs between two versions of a plan, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Contents = Mapping[str, Any]


class Changed(StrEnum):
    """What can differ, apart from assumptions."""

    TITLE = "title"
    MONTHS = "months"
    CURRENCY = "currency"
    BEGINS = "begins"
    TEAM = "team"
    GROUNDS = "grounds"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after; `name` is one of `Changed`, or an assumption's."""

    name: str
    before: Any
    after: Any


def changes(before: Contents, after: Contents) -> tuple[Change, ...]:
    """Return what differs, in the order of the form."""
    plain = (Change(name, before.get(name), after.get(name)) for name in Changed)
    return tuple(each for each in (*plain, *_assumptions(before, after)) if each.before != each.after)


def _assumptions(before: Contents, after: Contents) -> Iterator[Change]:
    """An assumption is its value, source and year; one that was not there before reads as None."""
    earlier, later = before.get("assumptions", {}), after.get("assumptions", {})
    for name in later:
        yield Change(name, earlier.get(name), later[name])
