"""Pictures of a project: its providers against our own readiness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outsourcing.ui.charts import Axis, Chart, Points, Symbol, Table, Zone, scatter_with_zones
from outsourcing.ui.formats import score_text, span_text

# Nearer than this, two names would be written over each other.
CLOSE = 0.035


@dataclass(frozen=True, slots=True)
class FitPoint:
    """One provider's fit in [0, 1] with its bounds."""

    name: str
    fit: float
    low: float
    high: float
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Plane:
    """Our readiness in [0, 1] with its bounds, and the levels (of 100) that were agreed."""

    readiness: float
    low: float
    high: float
    agreed_fit: int
    agreed_readiness: int


def fit_against_readiness(points: Sequence[FitPoint], plane: Plane) -> Chart:
    """Each provider's fit beside our own readiness: only where both hold may work start."""
    ready = Zone(
        _("Ready to start"),
        x_from=plane.agreed_readiness,
        x_to=100,
        y_from=plane.agreed_fit,
        y_to=100,
    )
    return scatter_with_zones(
        key="fit-against-readiness",
        title=_("Fit against own readiness"),
        summary=summary(points, plane),
        table=_table(points, plane),
        points=_marks(points, plane),
        x=Axis(label=_("Own readiness, of 100"), low=0, high=100),
        y=Axis(label=_("Provider fit, of 100"), low=_floor(points, plane), high=100),
        zones=[ready, *_still_open(plane)],
    )


def summary(points: Sequence[FitPoint], plane: Plane) -> str:
    """Whether both hold, in words."""
    fitting = [point for point in points if not point.is_excluded and point.fit * 100 >= plane.agreed_fit]
    facts = {
        "fitting": len(fitting),
        "all": len(points),
        "fit": plane.agreed_fit,
        "readiness": score_text(plane.readiness),
        "agreed": plane.agreed_readiness,
    }
    ours = (
        _("Our own readiness of %(readiness)s reaches the agreed %(agreed)d.")
        if plane.readiness * 100 >= plane.agreed_readiness
        else _("Our own readiness of %(readiness)s is below the agreed %(agreed)d.")
    )
    theirs = ngettext(
        "%(fitting)d of %(all)d providers reaches the agreed fit of %(fit)d so far.",
        "%(fitting)d of %(all)d providers reach the agreed fit of %(fit)d so far.",
        len(fitting),
    )
    band = _("The band is what our own unanswered questions leave open.") if _still_open(plane) else ""
    said = [theirs % facts, ours % facts, _("Both must hold before the start."), band]
    return " ".join(sentence for sentence in said if sentence)


def _marks(points: Sequence[FitPoint], plane: Plane) -> list[Points]:
    compared = [point for point in points if not point.is_excluded]
    excluded = [point for point in points if point.is_excluded]
    marks = []
    if compared:
        marks.append(_series(_("Compared"), compared, plane, "accent", "circle"))
    if excluded:
        marks.append(_series(_("Knocked out"), excluded, plane, "muted", "x"))
    return marks


def _series(name: str, points: Sequence[FitPoint], plane: Plane, tone: str, symbol: Symbol) -> Points:
    return Points(
        name=name,
        x=tuple(round(plane.readiness * 100, 1) for _point in points),
        y=tuple(round(point.fit * 100, 1) for point in points),
        labels=_labels(points),
        labels_at="left" if plane.readiness > 0.5 else "right",
        hover=tuple(_hover(point, name) for point in points),
        tone=tone,
        symbol=symbol,
    )


def _labels(points: Sequence[FitPoint]) -> tuple[str, ...]:
    """One label for marks that lie too close to be told apart: all stand above one readiness."""
    labels = [""] * len(points)
    falling = sorted(range(len(points)), key=lambda index: -points[index].fit)
    written = falling[0]
    for index in falling:
        if points[written].fit - points[index].fit > CLOSE:
            written = index
        labels[written] = (
            f"{labels[written]}, {points[index].name}" if labels[written] else points[index].name
        )
    return tuple(labels)


def _hover(point: FitPoint, state: str) -> str:
    span = span_text(point.low, point.high)
    return f"{point.name}: {score_text(point.fit)} ({span}) · {state}"


def _floor(points: Sequence[FitPoint], plane: Plane) -> float:
    """Where the axis begins: a full ten below the lowest thing to see."""
    lowest = min([plane.agreed_fit, *(point.fit * 100 for point in points)])
    return max(0.0, lowest // 10 * 10 - 10)


def _still_open(plane: Plane) -> list[Zone]:
    if plane.high - plane.low < 0.005:
        return []
    return [Zone("", x_from=plane.low * 100, x_to=plane.high * 100, y_from=0, y_to=100, tone="accent")]


def _table(points: Sequence[FitPoint], plane: Plane) -> Table:
    own = (_("Ourselves (readiness)"), score_text(plane.readiness), span_text(plane.low, plane.high), "")
    rows = [
        (
            point.name,
            score_text(point.fit),
            span_text(point.low, point.high),
            _("knocked out") if point.is_excluded else "",
        )
        for point in points
    ]
    return Table(
        columns=(_("Who"), _("Of 100"), _("Possible range"), _("State")),
        rows=(*rows, own),
    )
