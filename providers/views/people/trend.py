"""The trend over rosters: is it getting better or worse?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outsourcing.actors import Actor
from outsourcing.ui.charts import Axis, Chart, Line, Points, Table
from outsourcing.ui.formats import count_text, day_text, decimal_text, interval_text, share_text
from providers.domain.attrition.trend import Figure, TrendPoint, moved
from providers.models import Provider
from providers.queries.trend import roster_trend

NOT_KNOWN = "–"


@dataclass(frozen=True)
class Cell:
    """A figure and its interval as text, under its name."""

    text: str
    interval: str = ""
    label: str = ""


@dataclass(frozen=True)
class TrendRow:
    """One roster: how many people, turnover, voluntary share, median stay."""

    day: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Trend:
    """One point for each roster, what they say together, and the picture where there are several."""

    points: tuple[TrendPoint, ...]
    answer: str
    chart: Chart | None
    heads: tuple[str, ...]
    rows: tuple[TrendRow, ...]


def roster_trend_of(actor: Actor, provider: Provider) -> Trend:
    """The trend over what this actor may see."""
    points = roster_trend(actor, provider)
    chart = _chart(points) if len(points) > 1 else None
    heads = (_("As of"), _("People"), _("Attrition a year"), _("Voluntary, of leavers"), _("Median stay"))
    rows = tuple(_row(point, heads) for point in reversed(points))
    return Trend(points, _answer(points), chart, heads, rows)


def _answer(points: Sequence[TrendPoint]) -> str:
    if not points:
        return ""
    if len(points) == 1:
        return _("One roster is a beginning; the next one shows which way it goes.")
    before, after = points[-2], points[-1]
    told = ngettext("%(count)d roster", "%(count)d rosters", len(points)) % {"count": len(points)}
    change = moved(before.turnover, after.turnover)
    if change is None:
        said = _("%(told)s: between the last two, attrition did not change beyond what chance does.")
    elif change > 0:
        said = _("%(told)s: attrition rose from %(before)s to %(after)s between the last two.")
    else:
        said = _("%(told)s: attrition fell from %(before)s to %(after)s between the last two.")
    rates = {
        "before": share_text(before.turnover.value, 1),
        "after": share_text(after.turnover.value, 1),
    }
    return said % {"told": told, **rates}


def _chart(points: Sequence[TrendPoint]) -> Chart:
    known = [point for point in points if point.turnover.value is not None]
    turnover, voluntary = [each.turnover for each in known], [each.voluntary for each in known]
    days = tuple(point.as_of.isoformat() for point in known)
    highs = [figure.high for figure in turnover if figure.high is not None]
    return Chart(
        key="trend",
        title=_("Attrition from roster to roster"),
        summary=_("Leavers a year in the twelve months before each roster; the lines are 95 % intervals."),
        table=Table(
            (_("As of"), _("All leavers"), _("Voluntary")),
            tuple(
                (day_text(each.as_of), _in_words(each.turnover), _in_words(each.voluntary)) for each in points
            ),
        ),
        traces=(
            Line(name="", x=days, y=_values(turnover)),
            _marks(_("All leavers"), "accent", "circle", days, turnover),
            Line(name="", x=days, y=_values(voluntary), tone="people", dash="dash"),
            _marks(_("Voluntary"), "people", "diamond", days, voluntary),
        ),
        x=Axis(scale="date"),
        y=Axis(
            label=_("Leavers a year"), low=0, high=max(10.0, *(100 * high for high in highs)), suffix=" %"
        ),
        height=260,
        legend=True,
    )


def _marks(name: str, tone: str, symbol: str, days: tuple[str, ...], figures: Sequence[Figure]) -> Points:
    low = tuple(_hundred(figure.low) for figure in figures)
    high = tuple(_hundred(figure.high) for figure in figures)
    return Points(
        name=name,
        x=days,
        y=_values(figures),
        tone=tone,
        symbol="diamond" if symbol == "diamond" else "circle",
        low=low,
        high=high,
    )


def _values(figures: Sequence[Figure]) -> tuple[float | None, ...]:
    return tuple(_hundred(figure.value) for figure in figures)


def _row(point: TrendPoint, heads: Sequence[str]) -> TrendRow:
    cells = (
        Cell(NOT_KNOWN if point.headcount is None else count_text(point.headcount)),
        _share(point.turnover),
        _share(point.voluntary_share),
        _years(point.median_stay),
    )
    named = (replace(cell, label=head) for cell, head in zip(cells, heads[1:], strict=True))
    return TrendRow(day_text(point.as_of), tuple(named))


def _share(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell(NOT_KNOWN)
    return Cell(share_text(figure.value, 1), interval_text(figure.low, figure.high))


def _years(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell(NOT_KNOWN)
    ends = [NOT_KNOWN if end is None else decimal_text(end) for end in (figure.low, figure.high)]
    known = figure.low is not None or figure.high is not None
    return Cell(_("%(years)s y") % {"years": decimal_text(figure.value)}, "–".join(ends) if known else "")


def _in_words(figure: Figure) -> str:
    cell = _share(figure)
    return f"{cell.text} ({cell.interval})" if cell.interval else cell.text


def _hundred(value: float | None) -> float | None:
    return None if value is None else round(value * 100, 2)
