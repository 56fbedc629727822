"""Two people changed the same thing: what goes together, and what only one of them can have."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.json_fields import Json
from assessments.domain.outline import Content


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, each to something else."""

    field: str
    mine: Json
    theirs: Json


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one where nothing clashes; `content` then takes theirs for what I left alone."""

    content: Content
    clashes: tuple[Clash, ...]


def merge(base: Content, mine: Content, theirs: Content) -> Merged:
    """Merge what I made of `base` with what stands now, field by field."""
    merged: dict[str, Json] = dict(theirs)
    clashes = []
    for field, value in mine.items():
        if value == base.get(field) or value == theirs.get(field):
            continue
        merged[field] = value
        if theirs.get(field) != base.get(field):
            clashes.append(Clash(field, value, theirs.get(field)))
    return Merged(merged, tuple(clashes))
