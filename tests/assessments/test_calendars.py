"""The calendar feed: a secret address, only what its person may see, stable names, and no session."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar

from assessments.actions import cancel_assessment
from assessments.actions.calendars import renew_feed, revoke_feed
from assessments.actions.repeating import SeriesPlan, change_series
from assessments.models import CalendarFeed, ReviewSeries
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.assessments.repeating import FIRST_DUE, LEAD, at, cycle, finish, series, travel
from tests.people import person, signed_in

pytestmark = pytest.mark.django_db
OPENS = FIRST_DUE - timedelta(days=LEAD)
Facts = dict[str, tuple[str, date, int]]


def test_it_tells_titles_and_days_and_links_and_no_more() -> None:
    reviewed = series()
    travel(OPENS)

    events = _events(_token(reviewed.owner))

    first = events[0]
    assert set(first) == {
        "UID",
        "SEQUENCE",
        "SUMMARY",
        "DTSTAMP",
        "LAST-MODIFIED",
        "DTSTART",
        "DTEND",
        "URL",
        "TRANSP",
    }
    assert str(first["SUMMARY"]) == cycle(reviewed, 1).title
    assert str(first["URL"]) == f"http://localhost:8000/assessments/{cycle(reviewed, 1).pk}/"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (FIRST_DUE, FIRST_DUE + timedelta(days=1))
    assert [event["DTSTART"].dt for event in events[1:]] == [date(2027, 9, 15), date(2028, 3, 15)]


def test_an_entry_keeps_its_name_from_plan_to_assessment_and_counts_its_changes() -> None:
    reviewed = series()
    token = _token(reviewed.owner)
    planned = _facts(token)
    name = f"review-{reviewed.pk}-1@localhost"
    assert planned[name] == (f"Planned: {reviewed}", FIRST_DUE, 1)

    plan = SeriesPlan(6, date(2027, 4, 1), LEAD, reviewed.owner)
    change_series(by=SYSTEM, series=reviewed, plan=plan, expected_row_version=1, now=at(OPENS))
    assert _facts(token)[name] == (f"Planned: {reviewed}", date(2027, 4, 1), 2)

    travel(date(2027, 3, 20))
    assert _facts(token)[name] == (cycle(reviewed, 1).title, date(2027, 4, 1), 3)


def test_what_is_done_or_cancelled_leaves_the_calendar() -> None:
    done, dropped = series(), series()
    travel(OPENS)
    finish(cycle(done, 1), OPENS)
    cancel_assessment(by=SYSTEM, assessment=cycle(dropped, 1), reason="Not now.", now=at(OPENS))

    for reviewed in (done, dropped):
        names = _facts(_token(reviewed.owner))
        assert f"review-{reviewed.pk}-1@localhost" not in names


def test_whoever_lost_access_finds_nothing_any_more() -> None:
    reviewed = series()
    travel(OPENS)
    token = _token(reviewed.owner)
    cycle(reviewed, 1).grants.all().delete()
    ReviewSeries.objects.update(owner=person("procurement_lead"))

    assert _facts(token) == {}


def test_somebody_who_left_has_no_feed() -> None:
    reviewed = series()
    token = _token(reviewed.owner)
    User.objects.filter(pk=reviewed.owner_id).update(is_active=False)

    assert _read(token).status_code == 404


def test_the_address_is_kept_as_a_hash_and_shown_once() -> None:
    user = person("procurement_lead")
    client = signed_in(user)

    shown = client.post("/calendar/renew/").content.decode()

    feed = CalendarFeed.objects.get(user=user)
    token = shown.split("/calendar/")[1].split(".ics")[0]
    assert len(token) > 40
    assert token not in feed.token_hash
    assert _read(token).status_code == 200
    assert token not in client.get("/profile/").content.decode()
    assert AuditEvent.objects.get(action="calendar.renewed").actor_name == user.name


def test_renewing_and_revoking_end_the_address_before() -> None:
    user = person()
    first = _token(user)
    second = _token(user)
    assert (_read(first).status_code, _read(second).status_code) == (404, 200)

    signed_in(user).post("/calendar/revoke/")

    assert _read(second).status_code == 404
    revoke_feed(by=user.as_actor(), user=user)
    assert AuditEvent.objects.filter(action="calendar.revoked").count() == 1


def test_it_carries_no_session_and_knows_no_other_reader() -> None:
    reviewed = series()
    token = _token(reviewed.owner)
    other = signed_in(person("auditor"))

    answer = _read(token)
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert _read(token, client=other).content == answer.content


def test_an_unchanged_calendar_is_not_sent_again() -> None:
    reviewed = series()
    token = _token(reviewed.owner)
    known = _read(token)["ETag"]

    assert _read(token, if_none_match=known).status_code == 304
    travel(OPENS)
    assert _read(token, if_none_match=known).status_code == 200


def test_asking_too_often_is_slowed_down() -> None:
    token = _token(person())

    answers = [_read(token).status_code for _ in range(61)]

    assert answers.count(200) == 60
    assert answers[-1] == 429
    assert [_read("guessed").status_code for _ in range(61)].count(404) == 60


def _token(user: User) -> str:
    return renew_feed(by=user.as_actor(), user=user, now=at(OPENS))


def _read(token: str, *, client: Client | None = None, if_none_match: str = "") -> HttpResponse:
    headers = {"If-None-Match": if_none_match} if if_none_match else {}
    answer = (client or Client()).get(f"/calendar/{token}.ics", headers=headers)
    return cast(HttpResponse, answer)


def _events(token: str) -> list[Any]:
    """The library types each value as any of thirty kinds; the tests know which one they look at."""
    return list(Calendar.from_ical(_read(token).content).walk("VEVENT"))


def _facts(token: str) -> Facts:
    events = _events(token)
    return {str(e["UID"]): (str(e["SUMMARY"]), e["DTSTART"].dt, int(e["SEQUENCE"])) for e in events}
