"""The picture of fit against own readiness."""

from outsourcing.ui.plotting import figure
from selection.charts import FitPoint, Plane, fit_against_readiness

PLANE = Plane(readiness=0.62, low=0.55, high=0.7, agreed_fit=70, agreed_readiness=70)


def point(name: str, fit: float, *, is_excluded: bool = False) -> FitPoint:
    return FitPoint(name, fit, fit - 0.05, fit + 0.05, is_excluded)


def test_the_knocked_out_have_a_mark_of_their_own() -> None:
    chart = fit_against_readiness([point("Meridian", 0.78), point("Altura", 0.7, is_excluded=True)], PLANE)

    assert [(trace.name, trace.symbol) for trace in chart.traces] == [  # type: ignore[union-attr]
        ("Compared", "circle"),
        ("Knocked out", "x"),
    ]


def test_names_that_would_cover_each_other_share_a_label() -> None:
    chart = fit_against_readiness(
        [point("Kaveri", 0.72), point("Meridian", 0.78), point("Altura", 0.71)], PLANE
    )

    assert chart.traces[0].labels == ("Kaveri, Altura", "Meridian", "")  # type: ignore[union-attr]


def test_it_is_told_in_words_and_as_a_table() -> None:
    chart = fit_against_readiness([point("Meridian", 0.78), point("Northbridge", 0.615)], PLANE)

    assert chart.summary == (
        "1 of 2 providers reaches the agreed fit of 70 so far. "
        "Our own readiness of 62.0 is below the agreed 70. "
        "Both must hold before the start. The band is what our own unanswered questions leave open."
    )
    assert chart.table.rows == (
        ("Meridian", "78.0", "73–83", ""),
        ("Northbridge", "61.5", "57–67", ""),
        ("Ourselves (readiness)", "62.0", "55–70", ""),
    )


def test_a_settled_readiness_has_no_band() -> None:
    settled = Plane(readiness=0.8, low=0.8, high=0.8, agreed_fit=70, agreed_readiness=70)

    chart = fit_against_readiness([point("Meridian", 0.78)], settled)

    assert [zone.label for zone in chart.zones] == ["Ready to start"]
    assert "reaches the agreed 70" in chart.summary


def test_markup_in_a_name_is_harmless_to_plotly() -> None:
    chart = fit_against_readiness([point("<a href='x'>Bold</a>", 0.78)], PLANE)

    assert "<a" not in str(figure(chart))
