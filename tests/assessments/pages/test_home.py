"""Home: what falls due, what happened lately, and the checklists, each told only to those who may know."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import cancel_assessment, reopen_response, submit_response
from assessments.models import Assessment
from assessments.queries import HappeningKind, lately, versions_with_use
from assessments.views import home_panels
from outsourcing.actors import Actor, Permission
from tests.assessments import factories
from tests.assessments.factories import LATER, NOW
from tests.people import actor, client_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def due(by: Actor, day: date | None, title: str = "People of Kaveri") -> Assessment:
    assessed = factories.assessment(by=by)
    Assessment.objects.filter(pk=assessed.pk).update(due_on=day, title=title)
    assessed.refresh_from_db()
    return assessed


def due_lines(of: Actor) -> list[home_panels.DueLine]:
    panel = home_panels.due_soon(of, TODAY)
    assert panel is not None
    lines = panel["lines"]
    assert isinstance(lines, list)
    return lines


def test_late_ones_come_first_and_far_ones_are_left_out() -> None:
    lead = actor("procurement_lead")
    for days, title in ((30, "In a month"), (-2, "Late"), (31, "Far"), (3, "Soon")):
        due(lead, TODAY + timedelta(days=days), title)
    due(lead, None, "Undated")

    assert [line.title for line in due_lines(lead)] == ["Late", "Soon", "In a month"]


def test_many_that_fall_due_on_one_day_are_one_line() -> None:
    lead = actor("procurement_lead")
    made = [due(lead, TODAY + timedelta(days=4)) for _ in range(3)]

    (line,) = due_lines(lead)

    assert line.title == "3 assessments"
    assert line.detail == ", ".join(each.subject.title for each in made)
    assert line.url == "/assessments/?state=open&sort=due"


def test_what_is_cancelled_is_not_due_any_more() -> None:
    lead = actor("procurement_lead")
    cancel_assessment(by=lead, assessment=due(lead, TODAY), reason="Opened twice.", now=NOW)

    assert due_lines(lead) == []


def test_executives_see_all_that_is_due_and_strangers_none() -> None:
    due(actor("procurement_lead"), TODAY)

    assert len(due_lines(actor("executive"))) == 1
    assert due_lines(actor("procurement_lead")) == []
    assert home_panels.due_soon(actor("evaluator"), TODAY) is None
    assert home_panels.due_soon(actor("administrator"), TODAY) is None


def test_lately_tells_who_opened_submitted_reopened_and_cancelled() -> None:
    lead = actor("procurement_lead", name="Marieke Kramer")
    assessed = factories.assessment(by=lead)
    response = factories.response_of(assessed)
    submit_response(by=lead, response=response, now=NOW + timedelta(hours=1))
    reopen_response(by=lead, response=response, reason="New accounts arrived.", now=NOW + timedelta(hours=2))
    submit_response(by=lead, response=response, now=NOW + timedelta(hours=3))
    cancel_assessment(by=lead, assessment=assessed, reason="Opened twice.", now=NOW + timedelta(hours=4))

    told = [(happening.kind, happening.who) for happening in lately(lead, most=6)]

    assert told == [
        (HappeningKind.CANCELLED, "Marieke Kramer"),
        (HappeningKind.SUBMITTED, "Marieke Kramer"),
        (HappeningKind.REOPENED, "Marieke Kramer"),
        (HappeningKind.OPENED, "Marieke Kramer"),
    ]
    assert len(lately(lead, most=2)) == 2


def test_assessments_opened_in_one_go_about_one_subject_are_one_happening() -> None:
    lead = actor("procurement_lead")
    made = [factories.assessment(by=lead) for _ in range(4)]
    together = made[0].subject
    Assessment.objects.filter(pk__in=[each.pk for each in made[:3]]).update(subject=together)

    assert sorted(happening.count for happening in lately(lead, most=6)) == [1, 3]


def test_strangers_are_told_nothing() -> None:
    lead = actor("procurement_lead")
    assessed = factories.assessment(by=lead)
    submit_response(by=lead, response=factories.response_of(assessed), now=LATER)

    for stranger in (actor("procurement_lead"), actor("evaluator"), actor("administrator")):
        assert lately(stranger, most=6) == []
        assert home_panels.happened_lately(stranger, TODAY) is None
    page = client_of("evaluator").get("/").content.decode()
    assert assessed.title not in page
    assert assessed.subject.title not in page


def test_lately_reads_four_times_however_much_happened() -> None:
    lead = actor("procurement_lead")
    for _ in range(3):
        assessed = factories.assessment(by=lead)
        submit_response(by=lead, response=factories.response_of(assessed), now=LATER)

    with CaptureQueriesContext(
        connection,
    ) as reads:
        shown = lately(lead, most=6)
        assert [happening.assessment.subject.title for happening in shown]

    assert len(shown) == 6
    assert len(reads) == 4


def test_checklists_are_shown_with_their_use_to_those_who_look_after_them() -> None:
    admin, lead = actor("template_admin"), actor("procurement_lead")
    version = factories.published()
    for _ in range(2):
        factories.assessment(by=lead, version=version)
    submit_response(by=lead, response=factories.response_of(Assessment.objects.order_by("pk")[0]), now=LATER)
    gone = factories.assessment(by=lead, version=version)
    cancel_assessment(by=lead, assessment=gone, reason="Opened twice.", now=NOW)

    (shown,) = versions_with_use(admin)

    assert (shown.used, shown.still_open) == (2, 1)
    assert versions_with_use(lead) == ()
    assert home_panels.checklists(lead, TODAY) is None
    page = client_of("template_admin").get("/").content.decode()
    assert "1 checklist is in use" in page
    assert "2, 1 open" in page


def test_a_permission_alone_shows_no_assessment() -> None:
    due(actor("procurement_lead"), TODAY)

    assert due_lines(factories.someone("Rita", Permission.CREATE_ASSESSMENTS)) == []
