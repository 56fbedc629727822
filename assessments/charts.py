"""Scores as bars and over time: what is settled, and what unanswered questions leave open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from outsourcing.ui.bars import ScoreBar, Segment
from outsourcing.ui.charts import Axis, Chart, Line, Points, Table
from outsourcing.ui.formats import day_text, score_text, signed_text, span_text

# Below this, both ends of a range show as the same figure.
SETTLED = 0.0005


def score_bar(template_key: str, low: float | None, high: float | None, observed: float | None) -> ScoreBar:
    """One score with its range; an empty bar where nothing can be said yet."""
    if low is None or high is None:
        return ScoreBar(text=gettext("No score yet"))
    figures = {"span": span_text(low, high), "observed": score_text(observed)}
    if observed is None:
        text = gettext("No answer counts yet; anything between %(span)s is possible") % figures
    elif high - low < SETTLED:
        text = gettext("Score %(observed)s of 100, complete") % figures
    else:
        text = gettext("Score so far %(observed)s of 100, between %(span)s once complete") % figures
    segment = Segment(gettext("Settled by the answers so far"), low, template_key, score_text(low))
    return ScoreBar(text=text, segments=(segment,) if low else (), open_from=low, open_to=high)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The score of one cycle in [0, 1] with its range, and the day it speaks of."""

    label: str
    on: date
    low: float
    high: float
    observed: float


def trend(key: str, title: str, points: Sequence[TrendPoint]) -> Chart:
    """How the score moved from cycle to cycle, with what unanswered questions leave open around it."""
    days, axis = _days(points)
    heights = tuple(_hundred(point.observed) for point in points)
    low, high = tuple(_hundred(p.low) for p in points), tuple(_hundred(p.high) for p in points)
    marks = Points(
        name=gettext("Score"), x=days, y=heights, low=low, high=high, hover=tuple(_said(p) for p in points)
    )
    return Chart(
        key=key,
        title=title,
        summary=trend_in_words(points),
        table=Table(
            (gettext("Cycle"), gettext("Day"), gettext("Score"), gettext("Range")),
            tuple(
                (p.label, day_text(p.on), score_text(p.observed), span_text(p.low, p.high)) for p in points
            ),
        ),
        traces=(Line(name="", x=days, y=heights, low=low, high=high), marks),
        x=axis,
        y=Axis(label=gettext("Score, of 100"), low=0, high=100),
        height=260,
    )


def trend_in_words(points: Sequence[TrendPoint]) -> str:
    """The last score against the one before and the first."""
    if not points:
        return gettext("No cycle has a score yet.")
    last = points[-1]
    facts = {"score": score_text(last.observed), "day": day_text(last.on)}
    if len(points) == 1:
        return gettext("%(score)s of 100 on %(day)s; the next cycle shows a trend.") % facts
    facts |= {
        "step": signed_text((last.observed - points[-2].observed) * 100),
        "all": signed_text((last.observed - points[0].observed) * 100),
        "first": day_text(points[0].on),
    }
    if len(points) == 2:
        return gettext("%(score)s of 100 on %(day)s: %(step)s since %(first)s.") % facts
    said = gettext("%(score)s of 100 on %(day)s: %(step)s since the cycle before, %(all)s since %(first)s.")
    return said % facts


def _days(points: Sequence[TrendPoint]) -> tuple[tuple[str, ...], Axis]:
    """Where the points stand: by their days, or one after the other where two share a day."""
    days = tuple(point.on.isoformat() for point in points)
    if len(set(days)) == len(days) > 1:
        return days, Axis(scale="date")
    names = tuple(f"{point.label}, {day_text(point.on)}" for point in points)
    return names, Axis(scale="category", categories=names)


def _said(point: TrendPoint) -> str:
    facts = {
        "day": day_text(point.on),
        "score": score_text(point.observed),
        "span": span_text(point.low, point.high),
    }
    return gettext("%(day)s: %(score)s, possible %(span)s") % facts


def _hundred(value: float) -> float:
    return round(value * 100, 2)


@dataclass(frozen=True, slots=True)
class SidesOnScale:
    """Both sides on one scale, in levels, and how each is seen by the other."""

    title: str
    levels: int
    ours: float | None
    theirs: float | None
    we_see: float | None
    they_see: float | None
    band: str
    is_uncertain: bool


def culture_chart(us: str, them: str, rows: Sequence[SidesOnScale], *, us_within: str) -> Chart:
    """Both sides on every scale: filled where they place themselves, hollow where the other sees them."""
    drawn = list(reversed(rows))
    names = {"us": us, "them": them, "us_within": us_within}
    labels = tuple(row.title for row in drawn)
    marks = (
        Points(us, tuple(row.ours for row in drawn), labels, tone="accent", symbol="circle"),
        Points(them, tuple(row.theirs for row in drawn), labels, tone="culture", symbol="diamond"),
        Points(
            gettext("%(us)s, as seen by %(them)s") % names,
            tuple(row.they_see for row in drawn),
            labels,
            tone="accent",
            symbol="circle-open",
        ),
        Points(
            gettext("%(them)s, as seen by %(us_within)s") % names,
            tuple(row.we_see for row in drawn),
            labels,
            tone="culture",
            symbol="diamond-open",
        ),
    )
    return Chart(
        key="culture",
        title=gettext("Both sides on each scale"),
        summary=gettext("Filled: where a side places itself. Hollow: where the other side sees it."),
        table=_culture_table(names, rows),
        traces=marks,
        x=Axis(
            label=gettext("Level on the scale"), low=0.5, high=max((r.levels for r in rows), default=5) + 0.5
        ),
        y=Axis(scale="category", categories=labels),
        height=130 + 38 * len(rows),
        legend=True,
    )


def _culture_table(names: Mapping[str, str], rows: Sequence[SidesOnScale]) -> Table:
    columns = (
        gettext("Scale"),
        names["us"],
        names["them"],
        gettext("%(us)s, as seen by %(them)s") % names,
        gettext("%(them)s, as seen by %(us_within)s") % names,
        gettext("Band"),
    )
    return Table(columns, tuple(_culture_cells(row) for row in rows))


def _culture_cells(row: SidesOnScale) -> tuple[str, ...]:
    figures = (row.ours, row.theirs, row.they_see, row.we_see)
    band = gettext("%(band)s, low confidence") % {"band": row.band} if row.is_uncertain else row.band
    return (row.title, *("–" if figure is None else f"{figure:g}" for figure in figures), band)
