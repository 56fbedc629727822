"""Who is reminded of rosters that were asked for, when, and how often."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from assessments.actions.reminding import gather_reminders
from assessments.actions.rosters_due import due_rosters, settled_rosters
from outsourcing.accounts.models import User
from providers import actions
from providers.models import Contact, RosterRequest
from tests.people import person
from tests.portal.world import come_in, path_in, work_off
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import AS_OF

pytestmark = pytest.mark.django_db
DUE = AS_OF + timedelta(days=30)


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8, 0), tzinfo=UTC)


@pytest.fixture
def lead() -> User:
    return person("procurement_lead", name="Marieke Kuipers", email="marieke@buyer.example")


@pytest.fixture
def asha(lead: User) -> Contact:
    """Asked, and in the portal already."""
    made = contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")
    asked_for(made, by=lead)
    come_in(path_in())
    mail.outbox.clear()
    return made


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (DUE - timedelta(days=15), {}),
        (DUE - timedelta(days=14), {"asha": DUE - timedelta(days=14)}),
        (DUE - timedelta(days=1), {"asha": DUE - timedelta(days=3)}),
        (DUE, {"asha": DUE, "marieke": DUE}),
        (DUE + timedelta(days=9), {"asha": DUE + timedelta(days=7), "marieke": DUE + timedelta(days=7)}),
    ],
)
def test_contacts_are_told_ahead_and_the_lead_from_the_day_on(
    asha: Contact, today: date, told: dict[str, date]
) -> None:
    reminders = list(due_rosters(at(today)))

    assert {each.to_email.split("@")[0]: each.on for each in reminders} == told
    request = RosterRequest.objects.get()
    if told:
        assert reminders[0].url == f"/portal/rosters/asked/{request.pk}/"
        assert "Due on 30 Jul 2026." in reminders[0].lines


def test_a_letter_goes_out_once_for_its_day(asha: Contact) -> None:
    assert [gather_reminders(now=at(DUE)), gather_reminders(now=at(DUE))] == [2, 0]
    work_off("assessments.letter")

    assert sorted(letter.to[0] for letter in mail.outbox) == ["asha@kaveri.example", "marieke@buyer.example"]
    assert gather_reminders(now=at(DUE + timedelta(days=1))) == 0


def test_whoever_did_not_come_yet_has_an_invitation_instead(lead: User) -> None:
    asked_for(contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example"), by=lead)

    assert [each.to_email for each in due_rosters(at(DUE))] == ["marieke@buyer.example"]


def test_nobody_who_left_is_told(asha: Contact, lead: User) -> None:
    actions.remove_contact(by=lead.as_actor(), contact=asha, now=at(DUE))
    User.objects.filter(pk=lead.pk).update(is_active=False)

    assert list(due_rosters(at(DUE))) == []


def test_the_lead_is_told_once_of_what_became_of_it(asha: Contact) -> None:
    request = RosterRequest.objects.get()
    actions.refuse_request(by=asha.as_actor(), request=request, reason="Works council.", now=at(DUE))

    (told,) = settled_rosters(at(DUE + timedelta(days=2)))

    assert (told.to_email, told.lines, told.on) == ("marieke@buyer.example", ("Works council.",), DUE)
    assert told.subject == "Kaveri declines to hand over its roster"
    assert list(due_rosters(at(DUE + timedelta(days=2)))) == []
    assert list(settled_rosters(at(DUE + timedelta(days=30)))) == []


def test_the_lead_is_told_that_it_came(asha: Contact) -> None:
    stored_roster(asha.provider)
    closed = RosterRequest.objects.get().closed_at
    assert closed

    (told,) = settled_rosters(closed)

    assert told.subject == "Kaveri handed over its roster"
