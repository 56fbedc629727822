"""A roster is asked for, handed in, refused or taken back; and asked for again each quarter."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from providers import actions
from providers.models import Contact, Invitation, Provider, RequestState, RosterRequest
from providers.queries.roster_requests import (
    RosterStanding,
    roster_standing,
    standing_refusal,
    visible_requests,
)
from providers.signals import roster_handed_over, roster_refused
from tests.people import actor, client_of, person, signed_in
from tests.portal.world import come_in, path_in, work_off
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import AS_OF

pytestmark = pytest.mark.django_db
QUARTER = date(2026, 9, 30)


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8, 0), tzinfo=UTC)


def sweep(day: date) -> int:
    """What the hourly job does on this day; how many it asked for."""
    return actions.ask_each_quarter(today=day, now=at(day))


@pytest.fixture
def asha() -> Contact:
    return contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")


@pytest.fixture
def heard() -> Iterator[list[tuple[str, int]]]:
    """What the app above is told, in order."""
    told: list[tuple[str, int]] = []

    def handed(provider_id: int, **_: object) -> None:
        told.append(("handed over", provider_id))

    def refused(provider_id: int, **_: object) -> None:
        told.append(("refused", provider_id))

    roster_handed_over.connect(handed)
    roster_refused.connect(refused)
    yield told
    roster_handed_over.disconnect(handed)
    roster_refused.disconnect(refused)


def test_who_is_asked_for_the_first_time_is_invited_and_who_was_here_is_told(asha: Contact) -> None:
    asked_for(asha)
    come_in(path_in())
    mail.outbox.clear()

    asked_for(asha, as_of=QUARTER, note="For the steering committee.")
    work_off("providers.ask_roster", "providers.invite")

    assert Invitation.objects.count() == 1
    (letter,) = mail.outbox
    assert letter.to == ["asha@kaveri.example"]
    assert "as of 30 Sep 2026" in letter.subject
    assert "For the steering committee." in letter.body
    assert f"/portal/rosters/asked/{RosterRequest.objects.get(as_of=QUARTER).pk}/" in letter.body


def test_what_was_settled_meanwhile_is_told_nobody(asha: Contact) -> None:
    asked_for(asha)
    come_in(path_in())
    request = asked_for(asha, as_of=QUARTER)
    actions.withdraw_request(by=SYSTEM, request=request, reason="Asked twice", now=at(QUARTER))
    mail.outbox.clear()

    work_off("providers.ask_roster")

    assert mail.outbox == []


def test_one_day_is_asked_for_once(asha: Contact) -> None:
    asked_for(asha)

    with pytest.raises(actions.AlreadyAskedError):
        asked_for(asha)

    assert RosterRequest.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_a_stored_roster_settles_what_it_answers(asha: Contact, heard: list[tuple[str, int]]) -> None:
    earlier, asked = asked_for(asha, as_of=date(2026, 3, 31)), asked_for(asha)
    later = asked_for(asha, as_of=QUARTER)

    roster = stored_roster(asha.provider)

    states = {each.pk: (each.state, each.roster_id) for each in RosterRequest.objects.all()}
    assert states == {
        earlier.pk: (RequestState.HANDED_IN, roster.pk),
        asked.pk: (RequestState.HANDED_IN, roster.pk),
        later.pk: (RequestState.OPEN, None),
    }
    assert heard == [("handed over", asha.provider_id)]
    assert AuditEvent.objects.filter(action="roster_request.handed_in").count() == 2


def test_a_refusal_is_kept_in_words_and_stands_until_a_roster_comes(
    asha: Contact, heard: list[tuple[str, int]]
) -> None:
    request = asked_for(asha, every_quarter=True)
    assert roster_standing(asha.provider_id) == RosterStanding.ASKED

    actions.refuse_request(by=asha.as_actor(), request=request, reason=" Works council. ", now=at(AS_OF))

    refusal = standing_refusal(asha.provider_id)
    assert refusal
    assert (refusal.by, refusal.reason, refusal.on) == ("Asha Rao", "Works council.", AS_OF)
    assert roster_standing(asha.provider_id) == RosterStanding.REFUSED
    assert sweep(date(2027, 1, 5)) == 0
    stored_roster(asha.provider)
    assert standing_refusal(asha.provider_id) is None
    assert roster_standing(asha.provider_id) == RosterStanding.HANDED_OVER
    assert heard == [("refused", asha.provider_id), ("handed over", asha.provider_id)]


def test_what_is_settled_is_settled_once(asha: Contact) -> None:
    request = asked_for(asha)
    actions.withdraw_request(by=SYSTEM, request=request, reason="Not needed", now=at(AS_OF))

    with pytest.raises(actions.RequestClosedError):
        actions.refuse_request(by=asha.as_actor(), request=request, reason="No", now=at(AS_OF))

    request.refresh_from_db()
    assert (request.state, request.reason) == (RequestState.WITHDRAWN, "Not needed")


@pytest.mark.parametrize(
    "columns",
    [{"state": "refused"}, {"state": "handed_in"}, {"closed_at": at(AS_OF)}, {"due_on": date(2026, 1, 1)}],
)
def test_the_database_keeps_a_request_whole(asha: Contact, columns: dict[str, object]) -> None:
    request = asked_for(asha)

    with pytest.raises(IntegrityError), transaction.atomic():
        RosterRequest.objects.filter(pk=request.pk).update(**columns)


def test_each_quarter_is_asked_for_once_in_the_name_of_whoever_asked(asha: Contact) -> None:
    lead = person("procurement_lead", name="Marieke Kuipers")
    first = asked_for(asha, by=lead, every_quarter=True)
    stored_roster(asha.provider)

    assert [sweep(date(2026, 9, 29)), sweep(QUARTER), sweep(QUARTER), sweep(date(2026, 12, 30))] == [
        0,
        1,
        0,
        0,
    ]

    following = RosterRequest.objects.exclude(pk=first.pk).get()
    assert (following.as_of, following.due_on) == (QUARTER, QUARTER + timedelta(days=30))
    assert (following.asked_by_id, following.note) == (str(lead.pk), first.note)
    assert following.every_quarter
    assert list(following.contacts.all()) == [asha]
    made = AuditEvent.objects.filter(action="roster_request.made").latest("pk")
    assert made.actor_kind == "system"


def test_an_open_request_does_not_hold_up_the_next_and_one_roster_settles_both(asha: Contact) -> None:
    asked_for(asha, every_quarter=True)

    assert sweep(QUARTER) == 1
    stored_roster(asha.provider, as_of=QUARTER)

    assert set(RosterRequest.objects.values_list("state", flat=True)) == {RequestState.HANDED_IN}


def test_nothing_follows_where_somebody_ended_it(asha: Contact) -> None:
    ended = asked_for(asha, every_quarter=True)
    taken_back = asked_for(contact(provider("Solent"), email="jo@solent.example"), every_quarter=True)
    actions.stop_repeating(by=SYSTEM, request=ended)
    actions.withdraw_request(by=SYSTEM, request=taken_back, reason="Not needed", now=at(AS_OF))

    assert sweep(QUARTER) == 0


def test_an_archived_provider_is_asked_for_nothing(asha: Contact) -> None:
    asked_for(asha, every_quarter=True)
    actions.archive_provider(by=SYSTEM, provider=asha.provider, now=at(AS_OF))

    assert sweep(QUARTER) == 0


def test_a_command_does_it_where_beat_does_not_run(asha: Contact) -> None:
    asked_for(asha, as_of=date(2020, 3, 31), every_quarter=True)

    for said in ("1", "0"):
        call_command("ask_for_rosters", stdout=(out := StringIO()))
        assert f"Rosters asked for: {said}." in out.getvalue()


def test_who_may_not_read_providers_sees_no_requests(asha: Contact) -> None:
    asked_for(asha)

    assert visible_requests(actor("evaluator"), asha.provider).count() == 1
    assert visible_requests(actor(), asha.provider).count() == 0


def test_who_did_not_come_yet_is_invited_again(asha: Contact) -> None:
    request = asked_for(asha)
    page = f"/providers/{asha.provider_id}/rosters/requests/{request.pk}/"
    client = client_of("procurement_lead")
    assert "Send the invitation again" in client.get(page).content.decode()
    first = path_in()

    client.post(f"{page}people/{asha.pk}/let-in/")

    assert path_in() != first
    come_in(path_in())
    assert "Send the invitation again" not in client.get(page).content.decode()


def test_where_mail_stays_a_link_is_shown_to_hand_over(asha: Contact, settings: Any) -> None:
    request = asked_for(asha)
    page = f"/providers/{asha.provider_id}/rosters/requests/{request.pk}/"
    client = client_of("procurement_lead")
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "Show a link to hand over" in client.get(page).content.decode()

    shown = client.post(f"{page}people/{asha.pk}/let-in/").content.decode()

    link = re.search(r'value="https?://[^/]+(/portal/invitation/[^"]+)"', shown)
    assert link
    come_in(link.group(1))
    assert client.post(f"{page}people/987654/let-in/").status_code == 404


# --- The pages of the house ----------------------------------------------------------------------


def page_of(of: Provider) -> str:
    return f"/providers/{of.pk}/attrition/"


def test_a_lead_asks_on_the_page_and_finds_it_in_the_inbox(asha: Contact) -> None:
    lead = person("procurement_lead")
    client = signed_in(lead)
    due = timezone.localdate() + timedelta(days=21)
    typed = {
        "as_of": str(QUARTER),
        "due_on": str(due),
        "contacts": [asha.pk],
        "note": "",
        "every_quarter": "on",
    }

    sent = client.post(f"/providers/{asha.provider_id}/rosters/ask/", typed)

    request = RosterRequest.objects.get()
    assert sent.headers["Location"] == f"/providers/{asha.provider_id}/rosters/requests/{request.pk}/"
    assert "Asha Rao" in client.get(sent.headers["Location"]).content.decode()
    assert "Roster of Kaveri due" in client.get("/").content.decode()
    assert "Roster of Kaveri due" not in client_of("procurement_lead").get("/").content.decode()
    assert "asked for by itself" in client.get(page_of(asha.provider)).content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"contacts": []}, "Choose at least one person."),
        ({"due_on": "2020-01-01"}, "Choose a day from today on"),
        ({"as_of": "1999-12-31"}, "Choose a day within about a year of today."),
        ({"as_of": "2026-12-31", "due_on": "2026-12-01"}, "It is due before the day that it speaks of."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(asha: Contact, more: dict[str, object], said: str) -> None:
    due = timezone.localdate() + timedelta(days=21)
    typed = {"as_of": str(QUARTER), "due_on": str(due), "contacts": [asha.pk], "note": ""}

    answer = client_of("procurement_lead").post(
        f"/providers/{asha.provider_id}/rosters/ask/", {**typed, **more}
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not RosterRequest.objects.exists()


def test_a_contact_of_another_provider_cannot_be_asked(asha: Contact) -> None:
    other = contact(provider("Solent"), email="jo@solent.example")
    due = timezone.localdate() + timedelta(days=21)
    typed = {"as_of": str(QUARTER), "due_on": str(due), "contacts": [other.pk]}

    answer = client_of("procurement_lead").post(f"/providers/{asha.provider_id}/rosters/ask/", typed)

    assert answer.status_code == 422
    assert not RosterRequest.objects.exists()


def test_without_an_address_nobody_can_be_asked() -> None:
    kaveri = provider("Kaveri")
    contact(kaveri)

    page = client_of("procurement_lead").get(f"/providers/{kaveri.pk}/rosters/ask/").content.decode()

    assert "Nobody there can be asked yet" in page


def test_a_refusal_stands_on_the_page(asha: Contact) -> None:
    request = asked_for(asha)
    actions.refuse_request(by=asha.as_actor(), request=request, reason="Works council.", now=at(AS_OF))

    page = client_of("evaluator").get(page_of(asha.provider)).content.decode()

    assert "They decline to hand over a roster (Asha Rao, 30 Jun 2026)." in page
    assert "Works council." in page


def test_the_page_tells_how_old_the_figures_are() -> None:
    kaveri = provider("Kaveri")
    stored_roster(kaveri, as_of=date(2026, 3, 31))

    page = client_of("procurement_lead").get(page_of(kaveri))

    card = page.context["tab_context"]["asked"]
    assert card.is_old
    assert "months old." in page.content.decode()
    assert f"/providers/{kaveri.pk}/rosters/ask/" in page.content.decode()
