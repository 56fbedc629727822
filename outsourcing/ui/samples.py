"""What the style guide shows: every component in every variant, with figures that mean nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from outsourcing.ui.bars import DIMENSIONS, ScoreBar, Segment
from outsourcing.ui.charts import (
    Axis,
    Bars,
    Chart,
    Dash,
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
from outsourcing.ui.parts import Field, Step, StepState, TabLink
from outsourcing.ui.registry import InboxItem, SearchHit, Tone

STEPS = (
    Step("Readiness", StepState.DONE, "#steps"),
    Step("RFP", StepState.DONE),
    Step("Site visits", StepState.STOPPED),
    Step("Team screening", StepState.NOW),
    Step("Decision", StepState.NEXT),
)
TABS = (
    TabLink("overview", "Overview", "#tabs"),
    TabLink("culture", "Culture", "#tabs", badge=2),
    TabLink("history", "History", "#tabs"),
)
FIELDS = (
    Field("Legal name", "Kaveri Research Private Limited"),
    Field("Countries", "India", detail="2 sites"),
    Field("Website", ""),
)
HITS = (
    SearchHit("Providers", "Meridian Clinical", "Utrecht, Netherlands · 420 people", "#search", "building"),
    SearchHit("Projects", "Phase III data management", "active · four providers", "#search", "kanban"),
)
SEGMENTS = (
    Segment("RFP response", 0.244, "rfp", "24.4 of 30"),
    Segment("Culture", 0.112, "culture", "11.2 of 15"),
    Segment("People and attrition", 0.142, "people", "14.2 of 20"),
    Segment("Infrastructure", 0.118, "infrastructure", "11.8 of 15"),
    Segment("Organisation and quality", 0.081, "organisation", "8.1 of 10"),
    Segment("Site visit", 0.063, "site-visit", "6.3 of 10"),
)


@dataclass(frozen=True)
class BarSample:
    """A bar and the words beside it."""

    name: str
    bar: ScoreBar


BARS = (
    BarSample(
        "Nearly complete", ScoreBar("Meridian Clinical: 78.0, between 76 and 81", SEGMENTS, 0.76, 0.81)
    ),
    BarSample("Much open", ScoreBar("Northbridge: 47.4, between 40 and 74", SEGMENTS[:3], 0.4, 0.74)),
    BarSample(
        "One part",
        ScoreBar("Score so far: 49", (Segment("People and attrition", 0.49, "people", "49.0"),), 0.31, 0.74),
    ),
    BarSample("Nothing answered", ScoreBar("Between 0 and 100", (), 0.0, 1.0)),
)
PALETTE = tuple(Segment(name, 0.1, name) for name in DIMENSIONS)


def inbox(today: date) -> tuple[InboxItem, ...]:
    """One item for each way in which a due day reads."""
    return (
        InboxItem(
            "Screen the replacement",
            "Pharmacovigilance intake",
            "#inbox",
            "person-check",
            today - timedelta(2),
        ),
        InboxItem("Settle 4 ratings", "Meridian Clinical · Culture", "#inbox", "intersect", today, Tone.WARN),
        InboxItem("Finish the checklist", "12 of 25 answered", "#inbox", "ui-checks", today + timedelta(7)),
        InboxItem("Review the interface", "yearly", "#inbox", "people", today + timedelta(90)),
        InboxItem("Say who may answer", "no date agreed", "#inbox", "person-plus"),
    )


def charts() -> tuple[Chart, ...]:
    """One chart of each kind."""
    return (_plane(), _dots(), _lines(), _columns())


def _plane() -> Chart:
    return scatter_with_zones(
        key="plane",
        title="Fit against own readiness",
        summary="Both must hold before the start: fit is there, readiness is 62 of the agreed 70.",
        table=Table(("Provider", "Readiness", "Fit"), (("Meridian", "62", "78.0"), ("Kaveri", "62", "72.2"))),
        points=(
            Points("Meridian", (62,), (78,), ("Meridian",), tone="rfp", low=(76,), high=(81,)),
            Points(
                "Kaveri", (62,), (66,), ("Kaveri",), tone="culture", symbol="diamond", low=(63,), high=(70,)
            ),
        ),
        x=Axis("Own readiness", 30, 100),
        y=Axis("Provider fit", 40, 100),
        zones=(Zone("Ready to start", 70, 100, 70, 100),),
    )


def _dots() -> Chart:
    return dot_plot(
        key="dots",
        title="Interface health",
        summary="The sponsor rates every question lower; changes are planned together least of all.",
        table=Table(
            ("Question", "Sponsor", "Provider"),
            (("Shared vision", "4.1", "4.4"), ("Escalations settle low", "3.0", "3.9")),
        ),
        series=("Sponsor", "Provider"),
        dots=(
            Dot("Shared vision", (4.1, 4.4)),
            Dot("Roles are clear", (3.4, 4.3)),
            Dot("Escalations settle low", (3.0, 3.9)),
        ),
        x=Axis(low=1, high=5),
    )


def _lines() -> Chart:
    months = (0.0, 12.0, 24.0, 36.0, 48.0)
    leads, programmers = (100.0, 86.0, 75.0, 66.0, 60.0), (100.0, 78.0, 62.0, 49.0, 40.0)
    return line_with_band(
        key="lines",
        title="How long people stay",
        summary="Of ten project leads six are still there after four years, of ten programmers four.",
        table=Table(("Months", "Leads", "Programmers"), (("12", "86 %", "78 %"), ("48", "60 %", "40 %"))),
        lines=(
            _staying("Project leads", months, leads, "culture"),
            _staying("Programmers", months, programmers, "people"),
        ),
        x=Axis("Months with the provider", 0, 48),
        y=Axis("Still there", 0, 105, suffix=" %"),
    )


def _staying(name: str, months: tuple[float, ...], shares: tuple[float, ...], tone: str) -> Line:
    low = tuple(share - month / 8 for share, month in zip(shares, months, strict=True))
    high = tuple(share + month / 8 for share, month in zip(shares, months, strict=True))
    dash: Dash = "solid" if tone == "culture" else "dash"
    return Line(name, months, shares, tone, dash, low=low, high=high)


def _columns() -> Chart:
    places = ("Oct", "Nov", "Dec", "Jan")
    return columns(
        key="columns",
        title="Change orders",
        summary="Cost rose to € 155k by January; four fifths of it was not planned together.",
        table=Table(("Month", "Sponsor", "Unplanned"), (("Oct", "20k", "0k"), ("Jan", "60k", "95k"))),
        series=(
            Bars("Sponsor changed scope", places, (20, 40, 60, 60)),
            Bars("Not planned together", places, (0, 42, 80, 95), tone="culture"),
        ),
        x=Axis(scale="category"),
        y=Axis(suffix="k"),
    )
