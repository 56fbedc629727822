"""The trend over rosters: stored figures, one point for each, few people left out."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outsourcing.actors import SYSTEM
from providers import actions
from providers.domain.attrition.trend import Figure, moved, trend_point
from providers.models import Provider, Roster
from providers.queries.trend import roster_trend
from providers.views.people.trend import roster_trend_of
from tests.people import actor, client_of
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import claimed, stored_roster
from tests.providers.rosters.files import AS_OF, text
from tests.providers.rosters.test_pages import many

pytestmark = pytest.mark.django_db
EARLIER = date(2025, 12, 31)


def left(leavers: int, stay: int, year: int) -> list[tuple[str, ...]]:
    """People since 2020, of whom some left in January of a year."""
    gone = [
        (
            f"G{number}",
            "Dev",
            "Pune",
            "",
            "2020-03-01",
            f"{year}-01-15",
            "Resignation" if number % 2 else "Dismissal",
        )
        for number in range(leavers)
    ]
    return [*gone, *((f"S{number}", "Dev", "Pune", "", "2020-03-01", "", "") for number in range(stay))]


def stored(of: Provider, leavers: int, stay: int, as_of: date) -> None:
    stored_roster(of, text(left(leavers, stay, as_of.year)).read(), as_of=as_of)


def test_a_point_for_each_roster_earliest_first() -> None:
    kaveri = provider("Kaveri")
    stored(kaveri, 40, 60, AS_OF)
    stored(kaveri, 4, 96, EARLIER)

    first, last = roster_trend(actor("executive"), kaveri)

    assert (first.as_of, first.headcount, first.leavers) == (EARLIER, 96, 4)
    assert (last.as_of, last.headcount, last.leavers) == (AS_OF, 60, 40)
    # 40 leavers in (60 · 365 + 40 · 199) / 365.25 = 81.8 person-years.
    assert last.turnover.value == pytest.approx(0.4893, abs=1e-4)
    # Wilson's interval of 20 of 40.
    share = last.voluntary_share
    assert (share.value, share.low, share.high) == pytest.approx((0.5, 0.3520, 0.6480), abs=1e-4)


def test_what_few_people_stand_behind_is_left_out() -> None:
    kaveri = provider("Kaveri")
    stored(kaveri, 3, 30, EARLIER)
    stored(kaveri, 1, 3, AS_OF)

    first, last = roster_trend(actor("executive"), kaveri)

    assert first.voluntary_share == Figure()
    assert first.turnover.value is not None
    assert (last.headcount, last.leavers) == (None, None)
    assert last.turnover == last.voluntary == last.voluntary_share == last.median_stay == Figure()


def test_withdrawn_rosters_leave_it_and_the_later_of_one_day_counts() -> None:
    kaveri = provider("Kaveri")
    gone = stored_roster(kaveri, text(many(5, 40)).read(), as_of=EARLIER)
    actions.withdraw_roster(by=SYSTEM, roster=gone)
    stored(kaveri, 4, 96, AS_OF)
    stored(kaveri, 10, 50, AS_OF)

    assert [point.headcount for point in roster_trend(actor("executive"), kaveri)] == [50]


def test_the_sentence_says_only_what_chance_does_not_do() -> None:
    kaveri, lead = provider("Kaveri"), actor("procurement_lead")
    assert roster_trend_of(lead, kaveri).answer == ""
    stored(kaveri, 4, 96, EARLIER)
    assert roster_trend_of(lead, kaveri).answer.startswith("One roster is a beginning")
    stored(kaveri, 5, 95, date(2026, 3, 31))
    assert "did not change beyond what chance does" in roster_trend_of(lead, kaveri).answer
    stored(kaveri, 60, 60, AS_OF)

    trend = roster_trend_of(lead, kaveri)

    assert trend.answer.startswith("3 rosters: attrition rose from 5.")
    assert trend.chart
    assert [row.day for row in trend.rows] == ["30 Jun 2026", "31 Mar 2026", "31 Dec 2025"]
    assert (
        "Trend over rosters"
        in client_of("executive").get(f"/providers/{kaveri.pk}/attrition/").content.decode()
    )


def test_contacts_see_their_own_and_strangers_nothing() -> None:
    asha = contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")
    stored(asha.provider, 4, 96, AS_OF)
    assert roster_trend(asha.as_actor(), asha.provider) == ()

    asked_for(asha)

    assert len(roster_trend(asha.as_actor(), asha.provider)) == 1
    assert roster_trend(actor(), asha.provider) == ()


def test_eight_rosters_cost_one_read() -> None:
    kaveri, lead = provider("Kaveri"), actor("procurement_lead")
    for year in range(2018, 2026):
        stored(kaveri, 4, 20, date(year, 12, 31))

    with CaptureQueriesContext(connection) as queries:
        assert len(roster_trend(lead, kaveri)) == 8

    assert len(queries) == 1


def test_the_tab_with_everything_on_it_stays_within_its_reads() -> None:
    asha = contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")
    for day in (EARLIER, date(2026, 3, 31), AS_OF):
        stored(asha.provider, 6, 60, day)
        asked_for(asha, as_of=day)
    claimed(asha.provider, Roster.objects.latest("as_of"), 0.05)
    client = client_of("procurement_lead")
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/providers/{asha.provider_id}/attrition/")

    assert len(queries) <= 15, [query["sql"][:80] for query in queries]


def test_a_figure_moved_only_where_intervals_leave_no_doubt() -> None:
    assert moved(Figure(0.1, 0.05, 0.15), Figure(0.3, 0.2, 0.4)) == pytest.approx(0.2)
    assert moved(Figure(0.3, 0.2, 0.4), Figure(0.1, 0.05, 0.15)) == pytest.approx(-0.2)
    assert moved(Figure(0.1, 0.05, 0.25), Figure(0.3, 0.2, 0.4)) is None
    assert moved(Figure(), Figure(0.3, 0.2, 0.4)) is None


def test_figures_of_before_intervals_were_kept_have_none() -> None:
    rate = {"leavers": 10, "person_years": 50.0, "value": 0.2, "low": 0.1, "high": 0.3}
    year = {"rate": rate, "voluntary": rate, "involuntary": rate, "headcount_after": 50}
    years = {**year, "leavers": 30, "monthly": None, "median_stay_years": 2.5, "median_stay_ends": None}

    assert trend_point(AS_OF, year, years).median_stay == Figure(2.5, None, None)
