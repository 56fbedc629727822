"""A small picture of what each answer is worth: a line through points, or a column for each level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Number,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
    is_scored,
    plain,
)
from assessments.domain.values import value_of
from assessments.views.wording import YES_NO_LABELS, figure_text

WIDTH, HEIGHT = 280.0, 90.0
LEFT, TOP = 10.0, 12.0
# Of what is plotted here nothing has an age.
ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or column with its label."""

    x: str
    y: str
    height: str
    label: str
    worth: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Coordinates as SVG takes them, never in the reader's number format."""

    line: str
    marks: tuple[Mark, ...]
    width: str = "0"


def plot_of(answer_format: AnswerFormat | None) -> Plot | None:
    """The picture, where answers have a worth of their own."""
    if answer_format is None or not is_scored(answer_format):
        return None
    inner = plain(answer_format)
    match inner:
        case Number(points=points) | Percentage(points=points) | DateAge(points=points):
            return _line(points)
        case Scale(levels=levels) | Text(levels=levels):
            return _columns((str(level), _worth(inner, level)) for level in range(1, levels + 1))
        case YesNo(partly=partly):
            words = (YES, PARTLY, NO) if partly else (YES, NO)
            return _columns((str(YES_NO_LABELS[word]), _worth(inner, word)) for word in words)
        case Choice(options=options):
            return _columns((option.label[:14], option.value or 0.0) for option in options)
        case _:
            return None


def _worth(inner: AnswerFormat, answer: int | str) -> float:
    return value_of(inner, answer, reference=ANY_DAY).value or 0.0


def _line(points: Sequence[Point]) -> Plot:
    first, last = points[0].x, points[-1].x
    marks = tuple(_mark((p.x - first) / (last - first), p.value, figure_text(p.x)) for p in points)
    # What lies outside is worth what the end is worth.
    start, end = f"0,{marks[0].y}", f"{LEFT * 2 + WIDTH:g},{marks[-1].y}"
    return Plot(" ".join([start, *(f"{mark.x},{mark.y}" for mark in marks), end]), marks)


def _columns(worth: Iterable[tuple[str, float]]) -> Plot:
    listed = list(worth)
    step = 1 / max(len(listed), 1)
    marks = tuple(_mark((place + 0.5) * step, value, label) for place, (label, value) in enumerate(listed))
    return Plot("", marks, f"{min(WIDTH * step * 0.6, 40):.1f}")


def _mark(across: float, value: float, label: str) -> Mark:
    y = TOP + HEIGHT * (1 - value)
    return Mark(
        x=f"{LEFT + WIDTH * across:.1f}",
        y=f"{y:.1f}",
        height=f"{max(TOP + HEIGHT - y, 1.5):.1f}",
        label=label,
        worth=figure_text(round(100 * value, 1)),
    )
