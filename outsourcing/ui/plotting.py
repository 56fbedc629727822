"""Charts as Plotly figures; colours stay names of tokens, which the page resolves for light and dark."""

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from outsourcing.ui.bars import DIMENSIONS
from outsourcing.ui.charts import Axis, Bars, Chart, Line, Points, Zone

FONT = "Inter Variable, system-ui, sans-serif"
FIGURE_SIZE = 11
TONES = {
    "accent": "--p-accent",
    "muted": "--p-muted",
    "ok": "--p-ok",
    "warn": "--p-warn",
    "bad": "--p-bad",
    "bridge": "--p-bridge",
}
BAND = 0.16
TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": FIGURE_SIZE, "color": "var(--p-muted)"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 48, "r": 16, "t": 12, "b": 16},
        "hoverlabel": {
            "bgcolor": "var(--p-raised)",
            "bordercolor": "var(--p-line)",
            "font": {"family": FONT, "size": 12, "color": "var(--p-ink)"},
            "align": "left",
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
            "font": {"size": 12},
        },
        "xaxis": {"gridcolor": "var(--p-line)", "zeroline": False, "automargin": True, "fixedrange": True},
        "yaxis": {
            "gridcolor": "var(--p-line)",
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
            # The 0 of one axis stays clear of the 0 of the other.
            "ticklabelstandoff": 5,
            "title": {"standoff": 14},
        },
        "dragmode": False,
    },
)


def figure(chart: Chart) -> dict[str, object]:
    """The chart as data and layout, all names made harmless: Plotly's labels understand markup."""
    traces = [drawn for trace in chart.traces for drawn in _drawn(trace)]
    layout = go.Layout(
        template=TEMPLATE,
        xaxis=_axis(chart.x),
        yaxis=_axis(chart.y),
        height=chart.height,
        showlegend=chart.legend,
        barmode="stack" if chart.stacked else "group",
        shapes=[_shape(zone) for zone in chart.zones],
        annotations=[_zone_name(zone) for zone in chart.zones if zone.label],
    )
    plain: dict[str, object] = go.Figure(data=traces, layout=layout).to_plotly_json()
    return plain


def colour(tone: str, opacity: float | None = None) -> str:
    """The token of a tone or dimension; an opacity rides along as the token's second part."""
    token = f"--dim-{tone}" if tone in DIMENSIONS else TONES.get(tone, "--p-accent")
    return f"var({token})" if opacity is None else f"var({token},{opacity})"


def harmless(text: object) -> str:
    """Text from outside without anything that Plotly would take for markup."""
    return escape(str(text), quote=False)


def _drawn(trace: Points | Line | Bars) -> list[Any]:
    if isinstance(trace, Line):
        return [*_band(trace), _line(trace)]
    return [_points(trace)] if isinstance(trace, Points) else [_bars(trace)]


def _points(points: Points) -> Any:
    return go.Scatter(
        name=harmless(points.name),
        x=_placed(points.x),
        y=_placed(points.y),
        mode="markers+text" if points.labels else "markers",
        text=[harmless(label) for label in points.labels] or None,
        textposition=f"middle {points.labels_at}",
        textfont={"color": "var(--p-ink)", "size": 12},
        hovertext=[harmless(text) for text in points.hover] or None,
        hoverinfo="text" if points.hover else "x+y+name",
        marker={
            "color": colour(points.tone),
            "symbol": points.symbol,
            "size": 11,
            "line": {"color": "var(--p-surface)", "width": 1.5},
        },
        cliponaxis=False,
        **{f"error_{points.spread}": _spread(points)},
    )


def _spread(points: Points) -> dict[str, object]:
    if not points.low:
        return {"visible": False}
    middle = points.x if points.spread == "x" else points.y
    return {
        "type": "data",
        "symmetric": False,
        "array": [_gap(high, at) for high, at in zip(points.high, middle, strict=True)],
        "arrayminus": [_gap(at, low) for low, at in zip(points.low, middle, strict=True)],
        "color": colour(points.tone, 0.55),
        "thickness": 1.5,
        "width": 5,
    }


def _gap(upper: object, lower: object) -> float:
    known = isinstance(upper, int | float) and isinstance(lower, int | float)
    return max(0.0, upper - lower) if known else 0.0  # type: ignore[operator]


def _line(line: Line) -> Any:
    return go.Scatter(
        name=harmless(line.name),
        x=_placed(line.x),
        y=_placed(line.y),
        mode="lines",
        line={
            "color": colour(line.tone),
            "width": 6 if line.tone == "bridge" else 2,
            "dash": line.dash,
            "shape": "hv" if line.stepped else "linear",
        },
        showlegend=bool(line.name),
        hoverinfo="x+y+name" if line.name else "skip",
    )


def _band(line: Line) -> list[Any]:
    if not line.low:
        return []
    edge = {"width": 0, "shape": "hv" if line.stepped else "linear"}
    shared: dict[str, Any] = {
        "x": _placed(line.x),
        "mode": "lines",
        "line": edge,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [
        go.Scatter(y=list(line.low), **shared),
        go.Scatter(y=list(line.high), fill="tonexty", fillcolor=colour(line.tone, BAND), **shared),
    ]


def _bars(bars: Bars) -> Any:
    places, values = _placed(bars.places), list(bars.values)
    return go.Bar(
        name=harmless(bars.name),
        x=values if bars.lying else places,
        y=places if bars.lying else values,
        orientation="h" if bars.lying else "v",
        marker={"color": colour(bars.tone), "line": {"color": "var(--p-surface)", "width": 1}},
        hoverinfo="x+y+name" if bars.name else "x+y",
    )


def _axis(axis: Axis) -> dict[str, object]:
    drawn: dict[str, object] = {
        "title": {"text": harmless(axis.label)},
        "type": axis.scale,
        "ticksuffix": harmless(axis.suffix),
    }
    if axis.low is not None and axis.high is not None:
        drawn["range"] = [axis.low, axis.high]
    if axis.categories:
        drawn["categoryorder"] = "array"
        drawn["categoryarray"] = _placed(axis.categories)
    return drawn


def _shape(zone: Zone) -> dict[str, object]:
    return {
        "type": "rect",
        "layer": "below",
        "x0": zone.x_from,
        "x1": zone.x_to,
        "y0": zone.y_from,
        "y1": zone.y_to,
        "fillcolor": colour(zone.tone, 0.1),
        "line": {"color": colour(zone.tone, 0.6), "width": 1, "dash": "dot"},
    }


def _zone_name(zone: Zone) -> dict[str, object]:
    return {
        "text": harmless(zone.label),
        "x": zone.x_to,
        "y": zone.y_to,
        "xanchor": "right",
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": colour(zone.tone), "size": 12},
    }


def _placed(values: Sequence[object]) -> list[object]:
    return [harmless(value) if isinstance(value, str) else value for value in values]
