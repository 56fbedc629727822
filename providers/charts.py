"""Pictures of people: how long they stay, and how many left in each quarter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from outsourcing.ui.charts import DASHES, Axis, Bars, Chart, Line, Points, Table, columns, line_with_band
from outsourcing.ui.formats import decimal_text, interval_text, share_text

TONES = ("accent", "people", "culture", "infrastructure", "quality")
LONGEST_MONTHS = 120
# Numbers less likely than this are not drawn.
HARDLY = 0.002
TOLD_MONTHS = (6, 12, 24, 36, 60)


def survival_chart(groups: Sequence[tuple[str, Mapping[str, Any]]]) -> Chart:
    """Curves of the share still there after so many months; each group with its stored curve."""
    return line_with_band(
        key="survival",
        title=_("How long people stay"),
        summary=_stay_in_words(groups),
        table=_survival_table(groups),
        lines=[_curve(name, curve, place) for place, (name, curve) in enumerate(groups)],
        x=Axis(label=_("Months with the provider"), low=0, high=_reach(groups)),
        y=Axis(label=_("Still there"), low=0, high=100, suffix=" %"),
    )


def quarters_chart(periods: Sequence[Mapping[str, Any]]) -> Chart:
    """The yearly rate of each quarter, with its interval."""
    shown = [period for period in periods if period["rate"]["value"] is not None]
    days = tuple(str(period["to"]) for period in shown)
    rates = tuple(_hundred(period["rate"]["value"]) for period in shown)
    low, high = (tuple(_hundred(period["rate"][end]) for period in shown) for end in ("low", "high"))
    return Chart(
        key="quarters",
        title=_("Attrition by quarter"),
        summary=_("The rate of each quarter as if it held for a year; the lines are 95 % intervals."),
        table=Table(
            (_("Quarter up to"), _("People"), _("Leavers"), _("Rate a year"), _("95 % interval")),
            tuple(_quarter_row(period) for period in shown),
        ),
        traces=(
            Line(name="", x=days, y=rates),
            Points(name=_("Rate a year"), x=days, y=rates, low=low, high=high),
        ),
        x=Axis(scale="date"),
        y=Axis(label=_("Leavers a year"), low=0, high=_top(high), suffix=" %"),
        height=380,
    )


def leavers_chart(
    key: str, probabilities: Sequence[float], inside: tuple[int, int], words: tuple[str, str]
) -> Chart:
    """How likely each number is; the likely range stands out. `words` are the axis and the summary."""
    label, summary = words
    likely = [count for count, chance in enumerate(probabilities) if chance >= HARDLY] or [0]
    shown = range(likely[0], likely[-1] + 1)
    places = tuple(str(count) for count in shown)

    def bars(name: str, tone: str, *, within: bool) -> Bars:
        values = tuple(
            _hundred(probabilities[count]) if (inside[0] <= count <= inside[1]) is within else 0.0
            for count in shown
        )
        return Bars(name=name, places=places, values=values, tone=tone)

    rows = tuple((str(count), share_text(probabilities[count], 1)) for count in shown)
    return columns(
        key=key,
        title=label,
        summary=summary,
        table=Table((_("Number"), _("Probability")), rows),
        series=[
            bars(_("Likely (80 %)"), "accent", within=True),
            bars(_("Less likely"), "bridge", within=False),
        ],
        x=Axis(label=label, scale="category", categories=places),
        y=Axis(suffix=" %"),
    )


def _curve(name: str, curve: Mapping[str, Any], place: int) -> Line:
    start = curve["given_months"]

    def drawn(values: Sequence[float | None]) -> tuple[float | None, ...]:
        return (100.0, *(_hundred(value) for value in values), _hundred(values[-1] if values else 1.0))

    return Line(
        name=name,
        x=(start, *curve["months"], curve["reach_months"]),
        y=drawn(curve["survival"]),
        low=drawn(curve["low"]),
        high=drawn(curve["high"]),
        tone=TONES[place % len(TONES)],
        dash=DASHES[place % len(DASHES)],
        stepped=True,
    )


def _reach(groups: Sequence[tuple[str, Mapping[str, Any]]]) -> float:
    longest = max((curve["reach_months"] for _name, curve in groups), default=12.0)
    return float(min(LONGEST_MONTHS, max(12.0, longest)))


def _survival_table(groups: Sequence[tuple[str, Mapping[str, Any]]]) -> Table:
    heads = tuple(_("%(months)d months") % {"months": months} for months in TOLD_MONTHS)
    rows = tuple(
        (name, *(_told(curve, months) for months in TOLD_MONTHS), str(_most_at_risk(curve)))
        for name, curve in groups
    )
    return Table((_("Group"), *heads, _("Most at risk")), rows)


def _told(curve: Mapping[str, Any], months: float) -> str:
    if months < curve["given_months"] or months > curve["reach_months"]:
        return "–"
    passed = [place for place, at in enumerate(curve["months"]) if at <= months]
    if not passed:
        return share_text(1.0)
    last = passed[-1]
    low, high = curve["low"][last], curve["high"][last]
    band = f" ({interval_text(low, high)})" if low is not None else ""
    return f"{share_text(curve['survival'][last])}{band}"


def _most_at_risk(curve: Mapping[str, Any]) -> int:
    return max(curve["at_risk"], default=0)


def _stay_in_words(groups: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    late = [(name, curve["given_months"]) for name, curve in groups if curve["given_months"] > 0.5]
    said = [_("Each line is the share still there after so many months, with its 95 % band.")]
    if late:
        named = ", ".join(
            _("%(name)s from month %(month)s") % {"name": name, "month": decimal_text(month, 0)}
            for name, month in late
        )
        said.append(_("Known only for those still employed then: %(named)s.") % {"named": named})
    return " ".join(said)


def _quarter_row(period: Mapping[str, Any]) -> tuple[str, ...]:
    rate = period["rate"]
    return (
        str(period["to"]),
        str(period["headcount"]),
        str(rate["leavers"]),
        share_text(rate["value"], 1),
        interval_text(rate["low"], rate["high"]),
    )


def _top(highs: Sequence[float | None]) -> float:
    known = sorted(high for high in highs if high is not None)
    # One tiny quarter shall not press all others to the ground.
    return max(10.0, known[int(len(known) * 0.8)] * 1.1) if known else 10.0


def _hundred(value: float | None) -> float | None:
    return None if value is None else round(value * 100, 2)
