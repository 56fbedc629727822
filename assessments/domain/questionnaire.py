"""A questionnaire and the answers given to it: the nouns every other module speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from assessments.domain.formats import AnswerFormat, Measured, Mirror, Text, is_scored

Scalar = str | int | float | bool
Operand = Scalar | tuple[Scalar, ...]
# A mark of a question, so that whoever is asked it is asked on, and what is measured counts beside it.
MEASURED_BY: Final = "measured_by:"
AnswerValue = str | int | float | bool | tuple[str, ...] | list[str] | None


class Side(StrEnum):
    """On whose behalf an answer is given."""

    SPONSOR = "sponsor"
    PROVIDER = "provider"
    EVALUATOR = "evaluator"
    CHECKER = "checker"
    CONSENSUS = "consensus"
    MEASURED = "measured"


RESPONDENTS = frozenset({Side.SPONSOR, Side.PROVIDER})
RATERS = frozenset({Side.EVALUATOR, Side.CHECKER, Side.CONSENSUS})


class Perspective(StrEnum):
    """Whom a mirrored answer describes: one's own side, or the other as one sees it."""

    OWN = "own"
    OTHER = "other"


class AnswerState(StrEnum):
    """What was given: an answer, or a reasoned "not applicable"."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"


class Rule(StrEnum):
    """How an answer is compared with an operand; VALUE_BELOW compares its value in [0, 1]."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    BELOW = "below"
    AT_MOST = "at_most"
    ABOVE = "above"
    AT_LEAST = "at_least"
    VALUE_BELOW = "value_below"


class Applies(StrEnum):
    """Where a knock-out bites: everywhere, where the project switches it on, or at a stage."""

    ALWAYS = "always"
    PROJECT = "project"
    GATE = "gate"


class Aggregation(StrEnum):
    """How the answers of several people become one value (mean: median from five on)."""

    MEAN = "mean"
    MEDIAN = "median"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Knockout:
    """A rule on an answer that stands outside the sum; `sentence` says it to the board."""

    rule: Rule
    operand: Operand
    applies: Applies
    sentence: str


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only where an earlier one was answered so."""

    question_key: str
    rule: Rule
    operand: Operand


@dataclass(frozen=True)
class Question:
    """One question; `weight` is raw (>= 0), 0 means information only."""

    key: str
    text: str
    format: AnswerFormat
    weight: float
    knockout: Knockout | None = None
    condition: Condition | None = None
    not_applicable_allowed: bool = True
    sides: frozenset[Side] = frozenset({Side.EVALUATOR})
    aggregation: Aggregation = Aggregation.MEAN
    flags: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        # What was computed or drawn for a question is kept by it: hashing all its parts would cost more.
        return hash((self.key, self.text))

    @property
    def may_be_not_applicable(self) -> bool:
        """Tell whether "not applicable" may be answered: never on a knock-out."""
        return self.not_applicable_allowed and self.knockout is None


@dataclass(frozen=True)
class Section:
    """Questions under one heading; `minimum` in [0, 1], below which the section knocks out."""

    key: str
    title: str
    weight: float
    questions: tuple[Question, ...]
    minimum: float | None = None
    envelope: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A template version as the engine reads it.

    `digest` is its SHA-256 where the caller already knows it (see `fingerprint`). Keep and
    reuse one object per version: the look-ups below are computed once per object.
    """

    template_key: str
    version: int
    sections: tuple[Section, ...]
    digest: str = field(default="", compare=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return all questions in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """Return the questions by key."""
        return {question.key: question for question in self.questions}

    @cached_property
    def scored_weights(self) -> Mapping[str, float]:
        """Return the raw weight of each question by key, 0 where its format has no value."""
        return {
            question.key: question.weight if is_scored(question.format) else 0.0
            for question in self.questions
        }

    @cached_property
    def keys_by_side(self) -> Mapping[Side, frozenset[str]]:
        """Return the keys of the questions that each side is asked, or that are measured."""
        asked = {
            side: frozenset(question.key for question in self.questions if side in asked_of(question))
            for side in Side
        }
        return {**asked, Side.MEASURED: frozenset(each.key for each in self.questions if is_measured(each))}


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as given; `party` tells the raters of one side apart.

    `value` is what `reading.read_value` returned, None when not applicable.
    """

    question_key: str
    side: Side
    party: str
    perspective: Perspective
    state: AnswerState
    value: AnswerValue


def is_measured(question: Question) -> bool:
    """Tell whether the product may answer a question itself, alone or beside those who are asked it."""
    return isinstance(question.format, Measured) or any(
        flag.startswith(MEASURED_BY) for flag in question.flags
    )


def asked_of(question: Question) -> frozenset[Side]:
    """Return the sides that are asked this question.

    Mirrors are asked of both companies; a measured figure of nobody, or of an evaluator
    where it may be entered by hand; a rated text also of those who rate it.
    """
    match question.format:
        case Mirror():
            return RESPONDENTS
        case Measured(by_hand=by_hand):
            return frozenset({Side.EVALUATOR}) if by_hand else frozenset()
        case Text(rated=True):
            return question.sides | {Side.EVALUATOR}
        case _:
            return question.sides
