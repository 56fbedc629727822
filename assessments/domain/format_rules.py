"""What makes an answer format usable: the faults that stop one, each in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assessments.domain.formats import (
    Anchor,
    AnswerFormat,
    Choice,
    DateAge,
    Measured,
    Mirror,
    Number,
    Percentage,
    Point,
    Scale,
    Text,
)

MOST_LEVELS = 11
MOST_RATERS = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a format cannot be used; `field` names the part of it."""

    field: str
    code: str
    sentence: str


def faults(answer_format: AnswerFormat) -> Iterator[Fault]:
    """Yield every fault of a format; none means that it can be used."""
    match answer_format:
        case Measured(answer=inner):
            yield from faults(inner)
        case Scale() | Mirror() | Text():
            yield from _level_faults(answer_format)
        case Choice():
            yield from _choice_faults(answer_format)
        case Number(points=points) | Percentage(points=points) | DateAge(points=points):
            yield from _point_faults(points)
            if not isinstance(answer_format, DateAge):
                yield from _limit_faults(answer_format.minimum, answer_format.maximum)


def _level_faults(levelled: Scale | Mirror | Text) -> Iterator[Fault]:
    if not 2 <= levelled.levels <= MOST_LEVELS:
        text = f"a scale has 2 to {MOST_LEVELS} levels"
        yield Fault("levels", "levels_out_of_range", text)
    yield from _anchor_faults(levelled.anchors, levelled.levels)
    match levelled:
        case Scale(values=tuple(values)):
            yield from _level_value_faults(values, levelled.levels)
        case Mirror():
            yield from _mirror_faults(levelled)


def _anchor_faults(anchors: Iterable[Anchor], levels: int) -> Iterator[Fault]:
    seen = [anchor.level for anchor in anchors]
    if len(set(seen)) < len(seen):
        yield Fault("anchors", "anchor_twice", "a level has two anchors")
    if any(not 1 <= level <= levels for level in seen):
        text = f"anchors stand on levels 1 to {levels}"
        yield Fault("anchors", "anchor_outside", text)


def _level_value_faults(values: tuple[float, ...], levels: int) -> Iterator[Fault]:
    if len(values) != levels:
        yield Fault("values", "values_count", f"{levels} levels need {levels} values")
    if not all(_is_share(value) for value in values):
        yield Fault("values", "value_outside", "a level is worth 0 to 1")


def _mirror_faults(mirror: Mirror) -> Iterator[Fault]:
    if not 1 <= mirror.raters <= MOST_RATERS:
        text = f"a side needs 1 to {MOST_RATERS} raters"
        yield Fault("raters", "raters_out_of_range", text)
    if mirror.warn_from is not None and not 1 <= mirror.warn_from <= mirror.levels:
        text = "the warning begins on a level of the scale"
        yield Fault("warn_from", "warn_from_outside", text)
    bands = mirror.bands
    if bands is not None and (len(bands) != 3 or not _rise(0.0, *bands) or bands[-1] > 1):
        yield Fault("bands", "bands_not_rising", "minor, material and critical rise from above 0 to 100")


def _choice_faults(choice: Choice) -> Iterator[Fault]:
    keys = [option.key for option in choice.options]
    worth = [option.value for option in choice.options]
    if len(keys) < 2:
        yield Fault("options", "too_few_options", "a choice needs two options or more")
    if len(set(keys)) < len(keys):
        yield Fault("options", "option_twice", "two options have the same key")
    if not all(value is None or _is_share(value) for value in worth):
        yield Fault("options", "value_outside", "an option is worth 0 to 1")
    if any(value is None for value in worth) and any(value is not None for value in worth):
        text = "either every option is worth something or none is"
        yield Fault("options", "partly_scored", text)


def _point_faults(points: tuple[Point, ...]) -> Iterator[Fault]:
    if len(points) == 1:
        yield Fault("points", "too_few_points", "a line needs two points or more")
    if not all(math.isfinite(point.x) for point in points):
        yield Fault("points", "not_finite", "the number must be finite")
    if not all(_is_share(point.value) for point in points):
        yield Fault("points", "value_outside", "a point is worth 0 to 1")
    if any(not left.x < right.x for left, right in pairwise(points)):
        yield Fault("points", "points_not_increasing", "the points must go up, each only once")


def _limit_faults(minimum: float | None, maximum: float | None) -> Iterator[Fault]:
    limits = [limit for limit in (minimum, maximum) if limit is not None]
    if not all(math.isfinite(limit) for limit in limits):
        yield Fault("minimum", "not_finite", "the number must be finite")
    if minimum is not None and maximum is not None and not minimum < maximum:
        yield Fault("maximum", "limits_reversed", "the largest answer must exceed the smallest")


def _rise(*figures: float) -> bool:
    return all(left < right for left, right in pairwise(figures))


def _is_share(value: float) -> bool:
    return math.isfinite(value) and 0.0 <= value <= 1.0
