"""The sheets and columns in which a checklist is written; their names are the same in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from assessments.domain.books.cells import (
    Cell,
    CellError,
    read_flag,
    read_list,
    read_number,
    read_share,
    read_text,
    read_whole,
    read_word,
    write_flag,
    write_hundredths,
    write_list,
)
from assessments.domain.formats import AnswerType, Combine
from assessments.domain.json_fields import Json
from assessments.domain.questionnaire import Aggregation, Applies, Rule, Side

ABOUT, SECTIONS, QUESTIONS = "About", "Sections", "Questions"
LEVELS, OPTIONS, POINTS = "Levels", "Options", "Points"
WHAT, SAYS = "What", "Says"
KEY, TITLE, WEIGHT, MINIMUM, ENVELOPE = "Key", "Title", "Weight", "Lowest score allowed", "Envelope"
SECTION, QUESTION, GUIDANCE, PROOF = "Section", "Question", "Guidance", "What counts as proof"
ANSWER, MEASURED_FROM, BY_HAND = "Answer", "Measured from", "Also by hand"
ASKED_OF, APPLIES_NOT, SEVERAL_PEOPLE = "Asked of", "May be not applicable", "Several people"
MARKS, SERVES = "Marks", "Requirements served"
OUT_RULE, OUT_WITH, OUT_WHERE, OUT_SAYS = (
    "Knock-out when",
    "Knock-out compared with",
    "Knock-out applies",
    "Knock-out says",
)
IF_QUESTION, IF_RULE, IF_WITH = "Only asked when", "Only asked if it is", "Only asked compared with"
LEVEL, LOOKS_LIKE, OPTION, WORTH, ANSWER_X = "Level", "Looks like", "Option", "Worth", "Answer"

PURPOSES: Final = ("provider_fit", "readiness", "relationship")
ENVELOPES: Final = ("open", "price")
ANSWERS: Final = tuple(str(kind) for kind in AnswerType if kind is not AnswerType.MEASURED)
LEVELLED: Final = frozenset({"scale", "mirror", "text"})
LINED: Final = frozenset({"number", "percentage", "date"})
FLAGS: Final = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Field:
    """One column: the name of what it holds in the file of checklists, and how that becomes a cell."""

    column: str
    name: str
    write: Callable[[Json], Cell]
    read: Callable[[Cell], Json]
    # What a blank cell means; left out where the file may leave it out too.
    blank: Json = None
    leave_out: bool = False
    words: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    needed: str = ""


def word_of(words: tuple[str, ...]) -> Callable[[Cell], Json]:
    """Read one of these words."""

    def read(cell: Cell) -> Json:
        word = read_word(cell)
        if word not in words:
            known = ", ".join(map(shown, words))
            raise CellError(f"“{read_text(cell)[:40]}” is not one of: {known}")
        return word

    return read


def words_of(words: tuple[str, ...]) -> Callable[[Cell], Json]:
    """Read several of these words."""
    one = word_of(words)
    return lambda cell: [one(str(item)) for item in read_list(cell)]


def shown(word: Json) -> str:
    """A word as the cell says it; nothing where there is none."""
    return "" if word is None else str(word).replace("_", " ")


def same(value: Json) -> Cell:
    """A text or number as it is."""
    return value if isinstance(value, str | int | float | bool) else None


def hundredths(value: Json) -> Cell:
    """A share out of 100."""
    return write_hundredths(float(value)) if isinstance(value, int | float) else None


def many(value: Json) -> Cell:
    """A list in one cell."""
    return write_list(value) if isinstance(value, list | tuple) else None


def _levels_worth(value: Json) -> Cell:
    return many([hundredths(each) for each in value]) if isinstance(value, list | tuple) else None


def _read_levels_worth(cell: Cell) -> Json:
    return [read_share(each if isinstance(each, int | float | str) else None) for each in read_list(cell)]


def _texts(cell: Cell) -> Json:
    return [str(item) for item in read_list(cell)]


SIDES = tuple(map(str, Side))
ABOUT_FIELDS: Final = (
    Field("Key", "key", same, lambda cell: read_text(cell).strip(), needed="give the checklist a key"),
    Field("Name", "name", same, read_text, needed="give the checklist a name"),
    Field("Feeds", "purpose", shown, word_of(PURPOSES), words=PURPOSES, needed="say what it feeds"),
    Field("Usual weight", "default_weight", same, read_number, 0),
    Field("Who answers", "who", same, read_text, ""),
    Field("How often", "recurrence", same, read_text, ""),
    Field("Introduction", "introduction", same, read_text, ""),
    Field("Asked from the start", "opening_sides", many, words_of(SIDES), ()),
)
SECTION_FIELDS: Final = (
    Field(KEY, "key", same, lambda cell: read_text(cell).strip(), "", needed="give the section a key"),
    Field(TITLE, "title", same, read_text, "", needed="give the section a title"),
    Field(WEIGHT, "weight", same, read_number, 0, needed="give the section a weight; 0 counts nothing"),
    Field(MINIMUM, "minimum", hundredths, read_share),
    Field(ENVELOPE, "envelope", shown, word_of(ENVELOPES), "open", words=ENVELOPES),
)
QUESTION_FIELDS: Final = (
    Field(KEY, "key", same, lambda cell: read_text(cell).strip(), "", needed="give the question a key"),
    Field(QUESTION, "text", same, read_text, "", needed="the question has no wording"),
    Field(GUIDANCE, "guidance", same, read_text, ""),
    Field(PROOF, "proof", same, read_text, ""),
    Field(WEIGHT, "weight", same, read_number, 0, needed="give the question a weight; 0 counts nothing"),
    Field(ASKED_OF, "sides", many, words_of(SIDES), ()),
    Field(APPLIES_NOT, "not_applicable_allowed", write_flag, read_flag, True, words=FLAGS),
    Field(
        SEVERAL_PEOPLE,
        "aggregation",
        shown,
        word_of(tuple(map(str, Aggregation))),
        "mean",
        words=tuple(map(str, Aggregation)),
    ),
    Field(MARKS, "flags", many, _texts, ()),
    Field(SERVES, "serves", many, _texts, ()),
)
_RULES = tuple(map(str, Rule))
KNOCKOUT_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    OUT_RULE: _RULES,
    OUT_WHERE: tuple(map(str, Applies)),
}
CONDITION_WORDS: Final[Mapping[str, tuple[str, ...]]] = {IF_RULE: _RULES}
FORMAT_FIELDS: Final = (
    Field("Levels", "levels", same, read_whole, leave_out=True, kinds=LEVELLED),
    Field("Turned round", "reverse", write_flag, read_flag, False, words=FLAGS, kinds=frozenset({"scale"})),
    Field("Worth of levels", "values", _levels_worth, _read_levels_worth, kinds=frozenset({"scale"})),
    Field("Rated", "rated", write_flag, read_flag, False, words=FLAGS, kinds=frozenset({"text"})),
    Field("Raters of a side", "raters", same, read_whole, leave_out=True, kinds=frozenset({"mirror"})),
    Field("Warn from level", "warn_from", same, read_whole, kinds=frozenset({"mirror"})),
    Field("Way of working", "scale", same, read_text, leave_out=True, kinds=frozenset({"mirror"})),
    Field(
        "Bands of gaps",
        "bands",
        _levels_worth,
        _read_levels_worth,
        leave_out=True,
        kinds=frozenset({"mirror"}),
    ),
    Field("Yes is good", "preferred", write_flag, read_flag, True, words=FLAGS, kinds=frozenset({"yes_no"})),
    Field("Partly offered", "partly", write_flag, read_flag, False, words=FLAGS, kinds=frozenset({"yes_no"})),
    Field(
        "Several options", "several", write_flag, read_flag, False, words=FLAGS, kinds=frozenset({"choice"})
    ),
    Field(
        "Several count as",
        "combine",
        shown,
        word_of(tuple(map(str, Combine))),
        leave_out=True,
        words=tuple(map(str, Combine)),
        kinds=frozenset({"choice"}),
    ),
    Field("Unit", "unit", same, read_text, "", kinds=frozenset({"number"})),
    Field(
        "Smallest", "minimum", same, read_number, leave_out=True, kinds=frozenset({"number", "percentage"})
    ),
    Field("Largest", "maximum", same, read_number, leave_out=True, kinds=frozenset({"number", "percentage"})),
    Field("Whole numbers", "whole", write_flag, read_flag, False, words=FLAGS, kinds=frozenset({"number"})),
)
LEVEL_COLUMNS: Final = (QUESTION, LEVEL, LOOKS_LIKE)
OPTION_COLUMNS: Final = (QUESTION, KEY, OPTION, WORTH)
POINT_COLUMNS: Final = (QUESTION, ANSWER_X, WORTH)
