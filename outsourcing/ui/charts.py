"""A chart as plain data: what it shows, in which tones, said in words, and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Value = float | None
Symbol = Literal["circle", "diamond", "square", "triangle-up", "x", "cross", "circle-open", "diamond-open"]
Dash = Literal["solid", "dash", "dot", "dashdot"]
Scale = Literal["linear", "category", "date"]
# A second sign beside colour, so that series can be told apart without it.
SYMBOLS: tuple[Symbol, ...] = ("circle", "diamond", "square", "triangle-up", "cross", "x")
DASHES: tuple[Dash, ...] = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True)
class Table:
    """The same facts as text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Axis:
    """An axis: its name, its ends, and how its ticks read."""

    label: str = ""
    low: float | None = None
    high: float | None = None
    suffix: str = ""
    scale: Scale = "linear"
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Points:
    """Marks, each with its name; `spread` draws what is open around it, along x."""

    name: str
    x: tuple[Value | str, ...]
    y: tuple[Value | str, ...]
    labels: tuple[str, ...] = ()
    labels_at: Literal["left", "right"] = "right"
    hover: tuple[str, ...] = ()
    tone: str = "accent"
    symbol: Symbol = "circle"
    low: tuple[Value, ...] = ()
    high: tuple[Value, ...] = ()
    spread: Literal["x", "y"] = "y"


@dataclass(frozen=True)
class Line:
    """A line, with the band around it when low and high are known."""

    name: str
    x: tuple[Value | str, ...]
    y: tuple[Value | str, ...]
    tone: str = "accent"
    dash: Dash = "solid"
    low: tuple[Value, ...] = ()
    high: tuple[Value, ...] = ()
    stepped: bool = False


@dataclass(frozen=True)
class Bars:
    """Columns, or lying bars, of one series."""

    name: str
    places: tuple[str, ...]
    values: tuple[Value, ...]
    tone: str = "accent"
    lying: bool = False


@dataclass(frozen=True)
class Zone:
    """A part of the plane with a meaning, such as `ready to start`."""

    label: str
    x_from: float
    x_to: float
    y_from: float
    y_to: float
    tone: str = "ok"


Trace = Points | Line | Bars


@dataclass(frozen=True)
class Chart:
    """One picture that answers one question; `summary` is its answer in a sentence."""

    key: str
    title: str
    summary: str
    table: Table
    traces: tuple[Trace, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    zones: tuple[Zone, ...] = ()
    height: int = 320
    legend: bool = False
    stacked: bool = False

    @property
    def data_id(self) -> str:
        """The id of the script that carries the figure."""
        return f"chart-{self.key}-data"


@dataclass(frozen=True)
class Dot:
    """One row of a dot plot: a name and its value for each series, None where it is not known."""

    label: str
    values: tuple[Value, ...]


def scatter_with_zones(
    *,
    key: str,
    title: str,
    summary: str,
    table: Table,
    points: Sequence[Points],
    x: Axis,
    y: Axis,
    zones: Sequence[Zone] = (),
) -> Chart:
    """Named marks on a plane whose zones say what a place means."""
    return Chart(
        key=key, title=title, summary=summary, table=table, traces=tuple(points), x=x, y=y, zones=tuple(zones)
    )


def line_with_band(
    *, key: str, title: str, summary: str, table: Table, lines: Sequence[Line], x: Axis, y: Axis
) -> Chart:
    """One or more lines over the same axis, each with what is uncertain around it."""
    return Chart(
        key=key,
        title=title,
        summary=summary,
        table=table,
        traces=tuple(lines),
        x=x,
        y=y,
        legend=len(lines) > 1,
    )


def dot_plot(
    *,
    key: str,
    title: str,
    summary: str,
    table: Table,
    series: Sequence[str],
    dots: Sequence[Dot],
    x: Axis,
    tones: Sequence[str] = ("accent", "culture", "people", "infrastructure"),
) -> Chart:
    """Rows with one mark a series: the distance between the marks is what to look at."""
    labels = tuple(dot.label for dot in reversed(dots))
    traces = tuple(
        Points(
            name=name,
            x=tuple(dot.values[index] for dot in reversed(dots)),
            y=labels,
            tone=tones[index % len(tones)],
            symbol=SYMBOLS[index % len(SYMBOLS)],
        )
        for index, name in enumerate(series)
    )
    return Chart(
        key=key,
        title=title,
        summary=summary,
        table=table,
        traces=(*_bridges(dots), *traces),
        x=x,
        y=Axis(scale="category", categories=labels),
        height=90 + 34 * len(dots),
        legend=len(series) > 1,
    )


def columns(
    *, key: str, title: str, summary: str, table: Table, series: Sequence[Bars], x: Axis, y: Axis
) -> Chart:
    """Columns side by side or, with several series, on top of each other."""
    return Chart(
        key=key,
        title=title,
        summary=summary,
        table=table,
        traces=tuple(series),
        x=x,
        y=y,
        legend=len(series) > 1,
        stacked=len(series) > 1,
    )


def _bridges(dots: Sequence[Dot]) -> list[Line]:
    # One broken line for all rows: a None lifts the pen between two of them.
    ends = [(dot.label, [value for value in dot.values if value is not None]) for dot in dots]
    apart = [(label, min(values), max(values)) for label, values in ends if len(values) > 1]
    x = tuple(value for _, low, high in apart for value in (low, high, None))
    y = tuple(name for label, _, _ in apart for name in (label, label, None))
    return [Line(name="", x=x, y=y, tone="bridge")] if apart else []
