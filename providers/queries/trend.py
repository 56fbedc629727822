"""The figures of one roster after the other, as they were stored."""

from datetime import date
from typing import Any

from django.db.models import F

from outsourcing.actors import Actor
from providers.domain.attrition.trend import TrendPoint, trend_point
from providers.domain.rosters.windows import last_months
from providers.models import Provider, RosterAnalysis, RosterState
from providers.queries.rosters import visible_rosters

YEAR, YEARS = 12, 36
MOST_POINTS = 24
COLUMNS = {
    "rate": "result__everybody__rate",
    "voluntary": "result__everybody__by_reason__voluntary",
    "involuntary": "result__everybody__by_reason__involuntary",
    "leavers": "result__everybody__leavers",
    "headcount_after": "result__everybody__headcount_after",
    "median_stay_years": "result__everybody__median_stay_years",
    "median_stay_ends": "result__everybody__median_stay_ends",
    "monthly": "result__everybody__monthly",
}
Stored = dict[str, Any]


def roster_trend(actor: Actor, provider: Provider) -> tuple[TrendPoint, ...]:
    """A point for each day of which a roster was stored, earliest first, in one read of a few numbers each.

    Of two rosters of one day the later one counts. Rates are of one year, stays of three, as on the page.
    """
    found = _stored(actor, provider)
    days = sorted(day for day, months in found if months == YEAR and (day, YEARS) in found)
    return tuple(trend_point(day, found[day, YEAR], found[day, YEARS]) for day in days[-MOST_POINTS:])


def _stored(actor: Actor, provider: Provider) -> dict[tuple[date, int], Stored]:
    rosters = visible_rosters(actor, provider).filter(state=RosterState.STORED).order_by().values("pk")
    analyses = RosterAnalysis.objects.filter(
        roster__in=rosters, until=F("roster__as_of"), computed_at__isnull=False
    ).order_by("roster_id")
    found: dict[tuple[date, int], Stored] = {}
    for after, until, *figures in analyses.values_list("after", "until", *COLUMNS.values()):
        for months in (YEAR, YEARS):
            if after == last_months(until, months).after:
                found[until, months] = dict(zip(COLUMNS, figures, strict=True))
    return found
