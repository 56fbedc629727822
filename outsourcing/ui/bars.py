"""Bars drawn as SVG shapes whose widths are attributes, because the page allows no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

DIMENSIONS: dict[str, str] = {
    "rfp": "R",
    "culture": "C",
    "people": "P",
    "infrastructure": "I",
    "organisation": "O",
    "site-visit": "V",
    "team": "T",
    "readiness": "S",
    "interface-review": "F",
}
# Narrower than this a letter does not fit into its segment.
MARK_FROM = 0.045


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its share of the whole width (0 to 1), and the dimension that gives its colour."""

    label: str
    share: float
    dimension: str
    detail: str = ""

    @property
    def colour(self) -> str:
        """The colour class; dimensions unknown to the palette are neutral."""
        return f"dim-{self.dimension}" if self.dimension in DIMENSIONS else "dim-other"

    @property
    def mark(self) -> str:
        """The letter that repeats in the legend, so that colour never stands alone."""
        return DIMENSIONS.get(self.dimension, "•")


@dataclass(frozen=True)
class DrawnSegment:
    """A segment with its place, as SVG attributes."""

    segment: Segment
    x: str
    width: str
    middle: str
    shows_mark: bool


@dataclass(frozen=True)
class ScoreBar:
    """Stacked segments from zero, and the hatched stretch that missing answers leave open."""

    text: str
    segments: tuple[Segment, ...] = ()
    open_from: float | None = None
    open_to: float | None = None

    @cached_property
    def drawn(self) -> tuple[DrawnSegment, ...]:
        """Each segment beside the one before it; what would leave the bar is cut."""
        placed: list[DrawnSegment] = []
        start = 0.0
        for segment in self.segments:
            width = max(0.0, min(segment.share, 1.0 - start))
            placed.append(
                DrawnSegment(
                    segment=segment,
                    x=percent(start),
                    width=percent(width),
                    middle=percent(start + width / 2),
                    shows_mark=width >= MARK_FROM,
                ),
            )
            start += width
        return tuple(placed)

    @property
    def open_x(self) -> str:
        """Where the open stretch begins."""
        return percent(self.open_from or 0.0)

    @property
    def open_width(self) -> str:
        """How wide the open stretch is; nothing when the score is settled."""
        if self.open_from is None or self.open_to is None:
            return percent(0.0)
        return percent(_within(self.open_to) - _within(self.open_from))


def legend_of(bars: Sequence[ScoreBar]) -> tuple[Segment, ...]:
    """Each dimension once, in the order of first appearance, for one legend under many bars."""
    seen: dict[str, Segment] = {}
    for bar in bars:
        for segment in bar.segments:
            seen.setdefault(segment.label, segment)
    return tuple(seen.values())


def percent(share: float) -> str:
    """A share from 0 to 1 as an SVG length, never in the reader's number format."""
    return f"{_within(share) * 100:.2f}%"


def _within(share: float) -> float:
    # Comparisons with NaN are false, so a broken figure draws nothing instead of a broken bar.
    return min(share, 1.0) if share > 0 else 0.0
