"""Charts as figures: names stay names, colours stay tokens."""

import json
import re
from typing import Any

import pytest
from django.template.loader import render_to_string

from outsourcing.ui.charts import (
    Axis,
    Bars,
    Chart,
    Dot,
    Line,
    Points,
    Table,
    Zone,
    columns,
    dot_plot,
    line_with_band,
    scatter_with_zones,
)
from outsourcing.ui.plotting import colour, figure

BAIT = '<a href="https://evil.example">Kaveri</a><img src=x onerror=alert(1)>'
TABLE = Table((BAIT, "Fit"), ((BAIT, "72.2"),))


def hostile_charts() -> list[Chart]:
    words: dict[str, Any] = {"key": "plane", "title": BAIT, "summary": BAIT, "table": TABLE}
    point = Points(BAIT, (62,), (72,), labels=(BAIT,), hover=(BAIT,))
    return [
        scatter_with_zones(
            **words, points=[point], x=Axis(BAIT), y=Axis(BAIT, suffix=BAIT), zones=[Zone(BAIT, 0, 1, 0, 1)]
        ),
        dot_plot(**words, series=[BAIT, "B"], dots=[Dot(BAIT, (1, 2))], x=Axis(BAIT)),
        line_with_band(**words, lines=[Line(BAIT, (BAIT,), (1,), low=(0,), high=(2,))], x=Axis(), y=Axis()),
        columns(
            **words,
            series=[Bars(BAIT, (BAIT,), (1,))],
            x=Axis(scale="category", categories=(BAIT,)),
            y=Axis(),
        ),
    ]


def strings_in(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in strings_in(value)]
    if isinstance(node, list | tuple):
        return [text for value in node for text in strings_in(value)]
    return [node] if isinstance(node, str) else []


@pytest.mark.parametrize("chart", hostile_charts(), ids=["scatter", "dots", "lines", "columns"])
def test_no_name_from_outside_becomes_markup(chart: Chart) -> None:
    texts = strings_in(figure(chart))

    assert not [text for text in texts if "<" in text]
    assert any("&lt;a href" in text for text in texts)


@pytest.mark.parametrize("chart", hostile_charts(), ids=["scatter", "dots", "lines", "columns"])
def test_the_page_around_a_chart_is_harmless_too(chart: Chart) -> None:
    html = render_to_string("components/chart.html", {"chart": chart})

    assert "<img" not in html
    assert "<a " not in html
    assert "style=" not in html


def test_a_chart_has_its_answer_in_words_and_its_table() -> None:
    chart = line_with_band(
        key="stay",
        title="How long people stay",
        summary="Six of ten stay four years.",
        table=Table(("Months", "Leads"), (("48", "60 %"),)),
        lines=[Line("Leads", (0, 48), (100, 60))],
        x=Axis("Months"),
        y=Axis("Still there"),
    )

    html = render_to_string("components/chart.html", {"chart": chart})

    assert 'aria-label="How long people stay. Six of ten stay four years."' in html
    assert "<figcaption>Six of ten stay four years.</figcaption>" in html
    assert '<th scope="row">48</th><td class="num">60 %</td>' in html
    assert 'id="chart-stay-data"' in html


def test_a_figure_is_plain_json_with_token_colours() -> None:
    drawn = json.dumps([figure(chart) for chart in hostile_charts()])

    assert not re.search(r'"(?:color|fillcolor|gridcolor)": "#', drawn)
    assert "var(--p-line)" in drawn


def test_what_is_uncertain_is_drawn_around_the_mark() -> None:
    points = Points("Kaveri", (62,), (72,), low=(69,), high=(78,))
    chart = Chart("k", "t", "s", TABLE, (points,))

    traces: Any = figure(chart)["data"]

    assert (traces[0]["error_y"]["array"], traces[0]["error_y"]["arrayminus"]) == ([6], [3])


def test_a_dot_plot_lists_rows_from_the_top_and_bridges_known_pairs() -> None:
    chart = dot_plot(
        key="k",
        title="t",
        summary="s",
        table=TABLE,
        series=["Sponsor", "Provider"],
        dots=[Dot("First", (1, 2)), Dot("Second", (3, None))],
        x=Axis(low=1, high=5),
    )

    bridge, sponsor, provider = chart.traces

    assert (bridge.x, bridge.y) == ((1, 2, None), ("First", "First", None))  # type: ignore[union-attr]
    assert (sponsor.x, sponsor.y) == ((3, 1), ("Second", "First"))  # type: ignore[union-attr]
    assert (sponsor.symbol, provider.symbol) == ("circle", "diamond")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tone", "opacity", "token"),
    [
        ("culture", None, "var(--dim-culture)"),
        ("warn", 0.1, "var(--p-warn,0.1)"),
        ("no such tone", None, "var(--p-accent)"),
    ],
)
def test_colours_are_names_that_the_page_resolves(tone: str, opacity: float | None, token: str) -> None:
    assert colour(tone, opacity) == token
