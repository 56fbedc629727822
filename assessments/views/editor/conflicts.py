"""What could not be saved, in words: a refusal, or two editors who changed the same field."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.actions import Refused
from assessments.actions.editing import EditConflict
from assessments.views.editor.words import field_words, value_words


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One field with what was typed here and what stands now."""

    field: str
    mine: str
    theirs: str


def conflict_lines(conflict: EditConflict) -> Sequence[ConflictLine]:
    """The fields that both changed."""
    return [
        ConflictLine(
            field_words(clash.field),
            value_words(clash.field, clash.mine),
            value_words(clash.field, clash.theirs),
        )
        for clash in conflict.clashes
    ]


def sentence_of(refused: Refused) -> str:
    """The reason as a sentence of its own."""
    reason = refused.reason.strip()
    return f"{reason[:1].upper()}{reason[1:]}{'' if reason.endswith(('.', '?', '!')) else '.'}"
