"""A contact hands over a roster in the portal: asked, uploaded, looked at, read, and the figures seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from outsourcing.audit.models import AuditEvent
from outsourcing.files.storing import open_stored
from providers import actions
from providers.models import Contact, Provider, RequestState, Roster, RosterRequest, RosterState
from providers.queries.proof_of_people import people_proof
from providers.queries.rosters import visible_claims, visible_rosters
from tests.people import person
from tests.portal.world import asked, come_in, inside, path_in
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import (
    claimed,
    roster_upload,
    stored_roster,
    uploaded,
    waiting_roster,
    work,
)
from tests.providers.rosters.files import AS_OF, PEOPLE, text, typed, workbook
from tests.providers.rosters.test_pages import LAYOUT, many

pytestmark = pytest.mark.django_db
HOME = "/portal/rosters/"
NOTE = "CLAIMNOTE-CANARY said by a former manager"


@pytest.fixture
def asha() -> Contact:
    return contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")


@pytest.fixture
def request_(asha: Contact) -> RosterRequest:
    """What she is asked for; the invitation waits."""
    return asked_for(asha, by=person("procurement_lead", name="Marieke Kuipers"))


@pytest.fixture
def client(request_: RosterRequest) -> Client:
    """Her browser."""
    return come_in(path_in())


def send(client: Client, to: str, **more: Any) -> Any:
    return client.post(to, {"file": roster_upload(), "as_of": str(AS_OF), **more})


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_home_says_what_is_asked_and_leads_there(client: Client, request_: RosterRequest) -> None:
    home = page(client, "/portal/")

    assert "Staff roster as of 30 Jun 2026" in home
    assert "Marieke Kuipers" in home
    assert f"{HOME}asked/{request_.pk}/" in home
    assert "what you handed over, what it says" in home


def test_from_the_request_to_the_figures(client: Client, request_: RosterRequest, asha: Contact) -> None:
    rows = [*many(20, 80), ("9", "QA", "Pune", "", "2022-02-30", "", "")]
    file = roster_upload(text(rows).read())

    sent = send(client, f"{HOME}asked/{request_.pk}/", file=file)
    roster = Roster.objects.get()
    assert sent.headers["Location"] == f"{HOME}{roster.pk}/"
    assert (roster.uploaded_by_kind, roster.uploaded_by_id) == ("contact", str(asha.pk))
    assert "is being looked at" in page(client, sent.headers["Location"])
    work()
    seen = page(client, sent.headers["Location"])
    assert "Is the file read right?" in seen
    assert f'action="{HOME}{roster.pk}/read/"' in seen
    client.post(f"{HOME}{roster.pk}/read/", LAYOUT)
    work()
    stored = page(client, sent.headers["Location"])
    assert "100 of 101 rows count; 1 was set aside." in stored
    assert "this is no date in the chosen format" in stored
    assert "Withdraw this roster" not in stored

    work()
    request_.refresh_from_db()
    assert (request_.state, request_.roster_id) == (RequestState.HANDED_IN, roster.pk)
    figures = page(client, HOME)
    assert "21.2\u00a0% left in the last twelve months" in figures
    assert "How long people stay" in figures
    assert "Staff roster as of 30 Jun 2026" not in page(client, "/portal/")
    events = AuditEvent.objects.filter(action__in=("roster.uploaded", "roster.layout_accepted"))
    assert {(each.actor_kind, each.actor_name) for each in events} == {("contact", "Asha Rao")}


def test_the_fault_report_and_a_blank_roster_leave_as_workbooks(client: Client, asha: Contact) -> None:
    rows = [*PEOPLE, ("9", "QA", "Pune", "", "2022-02-30", "", "")]
    roster = stored_roster(asha.provider, text(rows).read())

    for address in (f"{HOME}{roster.pk}/faults/", f"{HOME}blank/"):
        book = client.get(address)
        assert book.headers["Content-Disposition"].startswith("attachment")
        assert book.content.startswith(b"PK")


def test_a_layout_is_looked_at_again_and_remembered(client: Client, asha: Contact) -> None:
    roster = waiting_roster(asha.provider, by=asha.as_actor())
    client.post(f"{HOME}{roster.pk}/read/", {**LAYOUT, "separator": ";"})
    roster.refresh_from_db()
    assert roster.state == RosterState.ARRIVED

    other = text(headers=("no", "team", "place", "kind", "von", "bis", "grund")).read()
    named = dict(zip(LAYOUT, ("no", "von", "bis", "team", "place", "kind", "grund"), strict=False))
    first = waiting_roster(asha.provider, other, by=asha.as_actor())
    client.post(f"{HOME}{first.pk}/read/", {**LAYOUT, **named})
    work()
    again = waiting_roster(asha.provider, other, by=asha.as_actor())

    assert again.layout
    assert again.layout["columns"]["start_date"] == "von"
    assert again.layout["columns"]["leaving_type"] == "grund"


def test_a_bad_file_is_refused_in_words_and_nothing_is_stored(
    client: Client, request_: RosterRequest
) -> None:
    picture = SimpleUploadedFile("staff.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 60)

    said = send(client, f"{HOME}asked/{request_.pk}/", file=picture).content.decode()

    assert "By its content this file is: picture" in said
    assert not Roster.objects.exists()
    request_.refresh_from_db()
    assert request_.is_open


def test_no_firm_fills_the_disk(
    client: Client, asha: Contact, request_: RosterRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("providers.actions.rosters.MOST_A_DAY", 2)
    for number in range(2):
        file = roster_upload(text(many(1, number)).read())
        assert send(client, f"{HOME}new/", file=file).status_code == 302

    said = send(client, f"{HOME}asked/{request_.pk}/").content.decode()

    assert "2 files came from your firm within a day." in said
    assert Roster.objects.count() == 2
    assert uploaded(asha.provider).pk, "the house is not held up"


def test_a_workbook_is_taken_too(client: Client, request_: RosterRequest) -> None:
    file = SimpleUploadedFile("staff.xlsx", workbook(typed()).getvalue())
    send(client, f"{HOME}asked/{request_.pk}/", file=file)
    work()

    seen = page(client, f"{HOME}{Roster.objects.get().pk}/")

    assert "Sheet" in seen
    assert "Encoding" not in seen
    assert "Développement" in seen


def test_a_file_without_people_is_not_taken_and_the_request_stays_open(
    client: Client, request_: RosterRequest
) -> None:
    send(client, f"{HOME}asked/{request_.pk}/", file=roster_upload(b"employee_id,start_date\n"))
    work()

    roster = Roster.objects.get()
    assert roster.state == RosterState.REFUSED
    assert "This file was not taken." in page(client, f"{HOME}{roster.pk}/")
    request_.refresh_from_db()
    assert request_.is_open


def test_a_list_of_an_earlier_day_counts_and_leaves_the_request_open(
    client: Client, request_: RosterRequest, asha: Contact
) -> None:
    stored_roster(asha.provider, as_of=AS_OF - timedelta(days=30))

    request_.refresh_from_db()
    assert request_.is_open
    assert "As of 31 May 2026" in page(client, HOME)


def test_declining_needs_a_reason_and_leaves_the_door_open(client: Client, request_: RosterRequest) -> None:
    decline = f"{HOME}asked/{request_.pk}/decline/"

    refused = client.post(decline, {"reason": "  "})
    assert refused.status_code == 422
    assert "without a reason nothing is declined" in refused.content.decode()
    client.post(decline, {"reason": "Our works council objects."})

    request_.refresh_from_db()
    assert (request_.state, request_.closed_by_name) == (RequestState.REFUSED, "Asha Rao")
    assert client.get(decline).status_code == 302
    assert "You can add another one." in page(client, f"{HOME}asked/{request_.pk}/")
    assert send(client, f"{HOME}new/").status_code == 302


def test_a_file_is_taken_back_before_it_is_read_and_not_after(client: Client, asha: Contact) -> None:
    waiting, stored = waiting_roster(asha.provider, by=asha.as_actor()), stored_roster(asha.provider)

    client.post(f"{HOME}{waiting.pk}/withdraw/")
    answer = client.post(f"{HOME}{stored.pk}/withdraw/", follow=True)

    waiting.refresh_from_db()
    stored.refresh_from_db()
    assert (waiting.state, stored.state) == (RosterState.WITHDRAWN, RosterState.STORED)
    assert "This roster counts already." in answer.content.decode()


# --- Nothing of others ---------------------------------------------------------------------------


def foreign() -> tuple[Provider, Roster, RosterRequest]:
    """Another provider's request, and the roster with which it was handed in."""
    other = contact(provider("OTHERPROVIDER-CANARY"), "Jo Reed", email="jo@solent.example")
    request = asked_for(other)
    return other.provider, stored_roster(other.provider), request


def test_nothing_of_another_provider_is_reached(client: Client) -> None:
    _provider, roster, request = foreign()
    waiting = uploaded(roster.provider)

    for address in (
        f"{HOME}{roster.pk}/",
        f"{HOME}{roster.pk}/faults/",
        f"{HOME}{waiting.pk}/",
        f"{HOME}asked/{request.pk}/",
        f"{HOME}asked/{request.pk}/decline/",
        f"{HOME}987654/",
    ):
        assert client.get(address).status_code == 404, address
    for address in (f"{HOME}{roster.pk}/read/", f"{HOME}{roster.pk}/withdraw/", f"{HOME}asked/{request.pk}/"):
        assert client.post(address, LAYOUT).status_code == 404, address
    assert "OTHERPROVIDER" not in page(client, HOME)
    roster.refresh_from_db()
    assert roster.state == RosterState.STORED


def test_who_was_never_asked_has_no_such_pages(asha: Contact) -> None:
    stored_roster(asha.provider)
    visitor = inside(asked())

    assert visitor.get(HOME).status_code == 404
    assert visitor.get(f"{HOME}new/").status_code == 404
    assert visitor.get(f"{HOME}blank/").status_code == 404
    assert send(visitor, f"{HOME}new/").status_code == 404
    assert "Staff rosters" not in page(visitor, "/portal/")
    assert Roster.objects.count() == 1


def test_a_request_that_is_taken_back_takes_the_pages_with_it(
    client: Client, request_: RosterRequest
) -> None:
    lead = person("procurement_lead")
    actions.withdraw_request(by=lead.as_actor(), request=request_, reason="Asked twice", now=timezone.now())

    assert client.get(f"{HOME}asked/{request_.pk}/").status_code == 404
    assert client.get(HOME).status_code == 404


def test_what_the_house_is_still_reading_and_its_claims_stay_inside(client: Client, asha: Contact) -> None:
    roster = stored_roster(asha.provider, text(many(20, 80)).read())
    claimed(asha.provider, roster, 0.05, source=NOTE)
    being_read = waiting_roster(asha.provider)

    shown = page(client, HOME)

    assert NOTE not in shown
    assert "contradicted" not in shown
    assert client.get(f"{HOME}{being_read.pk}/").status_code == 404
    assert not visible_claims(asha.as_actor(), asha.provider).exists()
    assert people_proof(asha.as_actor(), asha.provider).claim is None


def test_the_house_has_no_door_here_and_contacts_none_there(client: Client, asha: Contact) -> None:
    roster = stored_roster(asha.provider)

    for address in (
        f"/providers/{asha.provider_id}/attrition/",
        f"/providers/{asha.provider_id}/rosters/{roster.pk}/",
        f"/providers/{asha.provider_id}/rosters/ask/",
    ):
        assert client.get(address).status_code == 404


def test_small_groups_are_hidden_here_too(client: Client, asha: Contact) -> None:
    rows = [*many(5, 40), *many(0, 3, "Legal", 500), *many(2, 12, "QA", 700), *many(2, 20, "Ops", 900)]
    stored_roster(asha.provider, text(rows).read())

    assert "Too few people" in page(client, HOME)


def test_a_colleague_who_is_asked_too_sees_the_same(client: Client, asha: Contact) -> None:
    ravi = contact(asha.provider, "Ravi Menon", email="ravi@kaveri.example")
    waiting = waiting_roster(asha.provider, by=asha.as_actor())
    assert not visible_rosters(ravi.as_actor(), asha.provider).exists()

    asked_for(ravi, as_of=AS_OF + timedelta(days=92))

    assert list(visible_rosters(ravi.as_actor(), asha.provider)) == [waiting]


def test_the_file_lies_where_files_lie(client: Client) -> None:
    send(client, f"{HOME}new/")

    with open_stored(Roster.objects.get().file_key) as file:
        assert file.read(11) == b"employee_id"
