"""Answer formats: how a question may be answered and what each answer is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class AnswerType(StrEnum):
    """The tag of a format in JSON and in the template editor."""

    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    DATE = "date"
    TEXT = "text"
    MIRROR = "mirror"
    MEASURED = "measured"


class Combine(StrEnum):
    """How the values of several chosen options become one value."""

    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    CAPPED_SUM = "capped_sum"


YES = "yes"
NO = "no"
PARTLY = "partly"


class FormatError(ValueError):
    """A format that cannot be used; `field` names the part, `reason` says it in words."""

    def __init__(self, field: str, reason: str, code: str = "invalid") -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one level of a scale looks like in practice; levels count from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `value` in [0, 1], or None where the choice is not scored."""

    key: str
    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """A breakpoint: the answer `x` is worth `value` in [0, 1]."""

    x: float
    value: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A level from 1 to `levels`; worth (x - 1) / (levels - 1), or `values` level by level.

    `reverse` turns the scale round, so that level 1 is worth 1. Answer: int.
    """

    levels: int = 5
    anchors: tuple[Anchor, ...] = ()
    reverse: bool = False
    values: tuple[float, ...] | None = None
    type: ClassVar[AnswerType] = AnswerType.SCALE


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no, and "partly" where offered (worth 0.5). Answer: "yes", "no" or "partly"."""

    preferred: bool = True
    partly: bool = False
    type: ClassVar[AnswerType] = AnswerType.YES_NO


@dataclass(frozen=True, slots=True)
class Choice:
    """One option, or several. Answer: the option's key, or a list of keys when `several`."""

    options: tuple[Option, ...]
    several: bool = False
    combine: Combine = Combine.MAX
    type: ClassVar[AnswerType] = AnswerType.CHOICE


@dataclass(frozen=True, slots=True)
class Number:
    """A number, worth what the line through `points` says; without points it is not scored."""

    points: tuple[Point, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    type: ClassVar[AnswerType] = AnswerType.NUMBER


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as it is said (12.5 means 12.5 %), worth what the line through `points` says."""

    points: tuple[Point, ...] = ()
    minimum: float = 0.0
    maximum: float = 100.0
    type: ClassVar[AnswerType] = AnswerType.PERCENTAGE


@dataclass(frozen=True, slots=True)
class DateAge:
    """A date, worth what its age in months at the reference date says. Answer: "2026-11-23"."""

    points: tuple[Point, ...] = ()
    type: ClassVar[AnswerType] = AnswerType.DATE


@dataclass(frozen=True, slots=True)
class Mirror:
    """Both sides place themselves on one scale; the distance of their medians is scored.

    `raters` are needed on each side. A match of both medians at `warn_from` or above
    still warns: equal silence is not fit. `scale` names the way of working that it is about,
    where it is a known one; `bands` are the shares of the scale from which on a gap is minor,
    material and critical, where they are not the usual ones. Answer: int from 1 to `levels`.
    """

    levels: int = 5
    anchors: tuple[Anchor, ...] = ()
    raters: int = 3
    warn_from: int | None = None
    scale: str = ""
    bands: tuple[float, ...] | None = None
    type: ClassVar[AnswerType] = AnswerType.MIRROR


@dataclass(frozen=True, slots=True)
class Text:
    """Free text, kept for reading, or rated from 1 to `levels` against anchors.

    Answer: str from who writes it, int from who rates it.
    """

    rated: bool = False
    anchors: tuple[Anchor, ...] = ()
    levels: int = 5
    type: ClassVar[AnswerType] = AnswerType.TEXT


PlainFormat = Scale | YesNo | Choice | Number | Percentage | DateAge


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure the product computes (`source` names it), answered in the format `answer`.

    Asked of nobody, unless `by_hand` lets an evaluator enter it.
    """

    source: str
    answer: PlainFormat
    by_hand: bool = False
    type: ClassVar[AnswerType] = AnswerType.MEASURED


AnswerFormat = PlainFormat | Mirror | Text | Measured
LevelledFormat = Scale | Mirror | Text
LinedFormat = Number | Percentage | DateAge


def is_scored(answer_format: AnswerFormat) -> bool:
    """Tell whether an answer in this format can have a value at all."""
    match answer_format:
        case Measured(answer=inner):
            return is_scored(inner)
        case Number(points=points) | Percentage(points=points) | DateAge(points=points):
            return bool(points)
        case Choice(options=options):
            return all(option.value is not None for option in options)
        case Text(rated=rated):
            return rated
        case _:
            return True


def plain(answer_format: AnswerFormat) -> PlainFormat | Mirror | Text:
    """Return the format in which the answer itself is given (unwraps a measured one)."""
    return answer_format.answer if isinstance(answer_format, Measured) else answer_format
