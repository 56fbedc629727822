"""Every address × role × own, foreign and missing object × method does what its guard declares."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from outsourcing.accounts.matrix import Route, all_routes
from outsourcing.audit.models import AuditEvent
from tests.access.forms import FORMS, Sent
from tests.access.world import CONTACT, NOBODY, RELATIONS, ROLES, STRANGER, Cast, address_of
from tests.house.headers import assert_guarded_by_headers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
# What else a guard or a method refuses, it refuses before any database is read.
METHODS_THAT_READ_OR_WRITE = ("GET", "POST")
ROUTES = all_routes()
EVERYBODY = frozenset(ROLES) - {CONTACT}
READERS = frozenset({"executive", "auditor"})
TEAM = frozenset({"procurement_lead", "evaluator"})
LEAD = frozenset({"procurement_lead"})
KEEPER = frozenset({NOBODY})
CONTACTS = frozenset({CONTACT})
NONE: frozenset[str] = frozenset()

# Who reaches which object once the guard has let them in: (own, foreign). New kinds are added here.
REACHED: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "link for a password": (NONE, NONE),
    "link of an invitation": (NONE, NONE),
    "assessment whose provider is asked": (LEAD, NONE),
    "asking of a contact": (LEAD, NONE),
    "response asked of a contact": (CONTACTS, NONE),
    "response to hand in": (CONTACTS, NONE),
    "released results": (CONTACTS, NONE),
    "person": (EVERYBODY, EVERYBODY),
    "role": (EVERYBODY, EVERYBODY),
    "passkey": (KEEPER, NONE),
    "session": (KEEPER, NONE),
    "owed work": (EVERYBODY, EVERYBODY),
    "provider": (EVERYBODY, EVERYBODY),
    "contact": (EVERYBODY, EVERYBODY),
    "site": (EVERYBODY, EVERYBODY),
    "roster": (EVERYBODY, EVERYBODY),
    "request for a roster": (EVERYBODY, EVERYBODY),
    "roster asked of a contact": (CONTACTS, NONE),
    "roster in the portal": (CONTACTS, NONE),
    "claim": (EVERYBODY, EVERYBODY),
    "plan": (TEAM | READERS, READERS),
    "plan to change": (LEAD, NONE),
    "version of a checklist": (EVERYBODY, EVERYBODY),
    "checklist to edit": (EVERYBODY, EVERYBODY),
    "draft of a checklist": (EVERYBODY, EVERYBODY),
    "section of a draft": (EVERYBODY, EVERYBODY),
    "question of a draft": (EVERYBODY, EVERYBODY),
    "removed part of a draft": (EVERYBODY, EVERYBODY),
    "assessment": (TEAM | READERS, READERS),
    "assessment to manage": (LEAD, NONE),
    "response to answer": (TEAM, NONE),
    "response to read": (TEAM | READERS, READERS),
    "response to take back": (LEAD, NONE),
    "proof": (TEAM | READERS, READERS),
    "document": (TEAM | READERS, READERS),
    "proof of a contact's own side": (CONTACTS, NONE),
    "document of a contact's own side": (CONTACTS, NONE),
    "answer to discuss": (TEAM | READERS, READERS),
    "answer to ask about": (TEAM, NONE),
    "thread": (TEAM | READERS, READERS),
    "clarification to answer": (TEAM, NONE),
    "clarification to withdraw": (TEAM, NONE),
    "assessment to review": (TEAM, NONE),
    "shared thread": (CONTACTS, NONE),
    "clarification of a contact": (CONTACTS, NONE),
    "calendar": (NONE, NONE),
    "review series": (TEAM | READERS, LEAD | READERS),
    "review series to change": (LEAD, LEAD),
    "subject": (TEAM | READERS, LEAD | READERS),
    "report": (LEAD, NONE),
    "panel to manage": (LEAD, NONE),
    "rating to take out": (LEAD, NONE),
    "declared conflict": (LEAD, NONE),
    "declaration to make": (TEAM, NONE),
    "consensus to settle": (LEAD, NONE),
    "consensus to hand on": (LEAD, NONE),
    "preparation": (TEAM | READERS, READERS),
    "preparation to do": (TEAM, NONE),
    "preparation to hand on": (LEAD, NONE),
    "preparations to share": (LEAD, NONE),
    "preparations of a contact": (CONTACTS, NONE),
    "preparation of a contact": (CONTACTS, NONE),
    "preparation for a contact to do": (CONTACTS, NONE),
    "table of preparations": (EVERYBODY, EVERYBODY),
    "line of a table of preparations": (EVERYBODY, EVERYBODY),
    "project": (TEAM | READERS, READERS),
    "project to change": (LEAD, NONE),
    "candidate": (TEAM | READERS, READERS),
    "candidate to change": (LEAD, NONE),
    "member": (LEAD, NONE),
}
SERVED = {200, 302, 409, 422}
# Public pages that answer otherwise in this world: nobody works, somebody is here already, nobody measures,
# and no company vouches for anybody.
SERVED_IN_PUBLIC = {
    "readyz": {200, 503},
    "accounts:welcome": {404},
    "metrics": {404},
    "single_sign_on": {404},
    "single_sign_on_back": {404},
    "assessments:calendar": {404},
    "portal:invitation": {302, 410},
}


@dataclass(frozen=True)
class Cell:
    """One question to the house."""

    route: Route
    role: str
    relation: str
    method: str


@pytest.fixture(scope="module")
def clients(people: Cast) -> Mapping[str, Client]:
    """A browser for each role, which has been here before."""
    browsers = {role: people.client(role) for role in ROLES}
    for browser in browsers.values():
        browser.get("/profile/")
    return browsers


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_it_answers_as_declared(route: Route, people: Cast, clients: Mapping[str, Client]) -> None:
    cells = list(_cells(route, people))
    answers = {cell: _ask(cell, people, clients[cell.role]) for cell in cells}

    surprises = [
        f"{cell.method} by {cell.role}, {cell.relation}: {answers[cell].status_code}"
        for cell in cells
        if answers[cell].status_code not in _declared(cell, people)
    ]
    assert surprises == []
    for cell in cells:
        if cell.relation in {"foreign", "crossed"} and answers[cell].status_code == 404:
            missing = answers[Cell(route, cell.role, "missing", cell.method)]
            assert _bytes(answers[cell]) == _bytes(missing), cell


def test_no_kind_of_object_goes_unexercised(people: Cast) -> None:
    declared = {route.guard.of.objects for route in ROUTES if route.guard and route.guard.of}

    assert declared == set(REACHED)
    assert declared - set(people.own.arguments()) == {
        "link for a password",
        "link of an invitation",
        "calendar",
    }


def _cells(route: Route, people: Cast) -> Iterator[Cell]:
    methods = METHODS if connection.vendor == "sqlite" else METHODS_THAT_READ_OR_WRITE
    for relation in RELATIONS if route.parameters else ("own",):
        if address_of(route, relation, people):
            for role in ROLES:
                yield from (Cell(route, role, relation, method) for method in methods)


def _ask(cell: Cell, people: Cast, client: Client) -> HttpResponse:
    address = address_of(cell.route, cell.relation, people)
    session = _only_the_session(client)
    before = AuditEvent.objects.count()
    sent = FORMS.get(cell.route.name, Sent())
    with transaction.atomic():
        if cell.method == "POST":
            answer = client.post(address or "", sent.fields(people), query_params=sent.query(people))
        else:
            answer = client.generic(cell.method, address or "")
        written = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    client.cookies.load(session)
    assert_guarded_by_headers(answer)
    if cell.role != STRANGER:
        assert "no-store" in answer["Cache-Control"], cell
    if cell.method != "POST" or answer.status_code >= 400:
        assert written == 0, f"{cell} left a trace"
    return cast(HttpResponse, answer)


def _only_the_session(client: Client) -> dict[str, str]:
    """What earlier answers left in the browser would show on the next page; what they took comes back."""
    kept = {name: morsel.value for name, morsel in client.cookies.items() if name == "sessionid"}
    client.cookies.clear()
    client.cookies.load(kept)
    return kept


def _declared(cell: Cell, people: Cast) -> set[int]:
    guard = cell.route.guard
    assert guard
    if guard.public:
        return SERVED_IN_PUBLIC.get(cell.route.name, SERVED) if cell.method in cell.route.methods else {405}
    if cell.role == STRANGER:
        return {302}
    if guard.contacts != (cell.role == CONTACT):
        return {404}
    if guard.permission and not people.people[cell.role].as_actor().may(guard.permission):
        return {403}
    if cell.method not in cell.route.methods:
        return {405}
    return SERVED if _reaches(cell) else {404}


def _reaches(cell: Cell) -> bool:
    guard = cell.route.guard
    if guard is None or guard.of is None:
        return True
    own, foreign = REACHED[guard.of.objects]
    return cell.role in {"own": own, "foreign": foreign}.get(cell.relation, NONE)


def _bytes(answer: HttpResponse) -> bytes:
    """The body without the token against forgery, which differs for every request."""
    token = rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"'
    return re.sub(token, b"", answer.content)


def test_the_world_has_somebody_without_any_role(people: Cast) -> None:
    assert people.people[NOBODY].as_actor().permissions == frozenset()
