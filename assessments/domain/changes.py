"""What changed from one version of a checklist to the next, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assessments.domain.json_fields import Json
from assessments.domain.outline import (
    CONTENT_FIELDS,
    SECTION_FIELDS,
    Content,
    Outline,
    OutlineSection,
    Place,
)


class ChangeKind(StrEnum):
    """What happened to a section or question."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `number` is where it stands now, or stood before it was removed.

    `field` and both sides are filled where something was edited; a section has no question key.
    """

    kind: ChangeKind
    number: str
    section_key: str
    question_key: str
    title: str
    field: str = ""
    before: Json = None
    after: Json = None


def changes(before: Outline, after: Outline) -> tuple[Change, ...]:
    """Return every difference, sections first, in the order of the newer version."""
    return (*_section_changes(before, after), *_question_changes(before, after))


def _section_changes(before: Outline, after: Outline) -> Iterator[Change]:
    old = {section.key: section for section in before.sections}
    moved = _moved([s.key for s in before.sections], [s.key for s in after.sections])
    for number, section in enumerate(after.sections, start=1):
        if section.key not in old:
            yield _of_section(ChangeKind.ADDED, str(number), section)
            continue
        if section.key in moved:
            yield _of_section(ChangeKind.MOVED, str(number), section)
        for field, was, now in _edits(old[section.key].content, section.content, SECTION_FIELDS):
            change = (field, was, now)
            yield Change(ChangeKind.EDITED, str(number), section.key, "", section.title, *change)
    kept = {section.key for section in after.sections}
    for number, section in enumerate(before.sections, start=1):
        if section.key not in kept:
            yield _of_section(ChangeKind.REMOVED, str(number), section)


def _question_changes(before: Outline, after: Outline) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    moved = _moved_questions(before, after)
    for key, place in new.items():
        if key not in old:
            yield _of_question(ChangeKind.ADDED, place)
            continue
        if key in moved:
            yield _of_question(ChangeKind.MOVED, place)
        for field, was, now in _edits(old[key].question.content, place.question.content, CONTENT_FIELDS):
            yield _of_question(ChangeKind.EDITED, place, field, was, now)
    for key, place in old.items():
        if key not in new:
            yield _of_question(ChangeKind.REMOVED, place)


def _moved_questions(before: Outline, after: Outline) -> set[str]:
    home = {place.question.key: place.section_key for place in before.places()}
    moved = {
        place.question.key
        for place in after.places()
        if home.get(place.question.key, place.section_key) != place.section_key
    }
    old = {section.key: [q.key for q in section.questions] for section in before.sections}
    for section in after.sections:
        moved |= _moved(old.get(section.key, []), [q.key for q in section.questions])
    return moved


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The few that must have been taken up and put elsewhere; the others kept their order."""
    common = set(before) & set(after)
    old, new = [key for key in before if key in common], [key for key in after if key in common]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in old[block.a : block.a + block.size]}
    return common - stayed


def _edits(old: Content, new: Content, fields: Sequence[str]) -> Iterator[tuple[str, Json, Json]]:
    for field in fields:
        if old.get(field) != new.get(field):
            yield field, old.get(field), new.get(field)


def _by_key(outline: Outline) -> Mapping[str, Place]:
    return {place.question.key: place for place in outline.places()}


def _of_section(kind: ChangeKind, number: str, section: OutlineSection) -> Change:
    return Change(kind, number, section.key, "", section.title)


def _of_question(
    kind: ChangeKind, place: Place, field: str = "", before: Json = None, after: Json = None
) -> Change:
    question = place.question
    text = str(question.content["text"])
    return Change(kind, place.number, place.section_key, question.key, text, field, before, after)
