"""Several at the same moment: one request is settled once, and a quarter is asked for once."""

from datetime import date
from functools import partial

import pytest
from django.utils import timezone

from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from providers import actions
from providers.actions.rosters import RosterContent
from providers.domain.rosters.layout import layout_from_json
from providers.models import Contact, RequestState, Roster, RosterRequest, RosterState
from providers.queries.roster_requests import visible_requests
from tests.assessments.test_races import at_once
from tests.people import actor
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import waiting_roster
from tests.providers.rosters.files import AS_OF, PEOPLE, text

pytestmark = pytest.mark.django_db(transaction=True)
QUARTER = date(2026, 9, 30)


def asha() -> Contact:
    return contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")


def _being_read(of: Contact, files: int = 1) -> list[Roster]:
    contents = [text([*PEOPLE, (str(number), *PEOPLE[0][1:])]).read() for number in range(files)]
    waiting = [waiting_roster(of.provider, content, by=of.as_actor()) for content in contents]
    return [
        actions.accept_layout(
            by=of.as_actor(), roster=roster, layout=layout_from_json(roster.layout or {}), as_of=AS_OF
        )
        for roster in waiting
    ]


def _store(roster: Roster) -> Roster | None:
    content = RosterContent(b"table", rows=1, accepted=1, reading={})
    return actions.store_roster(by=SYSTEM, roster_id=roster.pk, content=content, now=timezone.now())


def test_two_files_for_one_request_are_both_kept_and_settle_it_once() -> None:
    who = asha()
    request = asked_for(who)
    first, second = _being_read(who, files=2)

    outcomes = at_once(partial(_store, first), partial(_store, second))

    assert all(isinstance(outcome, Roster) for outcome in outcomes), outcomes
    assert Roster.objects.filter(state=RosterState.STORED).count() == 2
    request.refresh_from_db()
    assert request.state == RequestState.HANDED_IN
    assert AuditEvent.objects.filter(action="roster_request.handed_in").count() == 1


def test_declining_while_a_roster_is_stored_does_either() -> None:
    who = asha()
    request = asked_for(who)
    (roster,) = _being_read(who)

    at_once(
        partial(_store, roster),
        partial(actions.refuse_request, by=who.as_actor(), request=request, reason="No", now=timezone.now()),
    )

    request.refresh_from_db()
    roster.refresh_from_db()
    assert roster.state == RosterState.STORED
    assert (request.state, request.roster_id) in {
        (RequestState.HANDED_IN, roster.pk),
        (RequestState.REFUSED, None),
    }
    settled = AuditEvent.objects.filter(action__in=("roster_request.handed_in", "roster_request.refused"))
    assert settled.count() == 1


def test_of_sweeps_at_once_one_asks() -> None:
    who = asha()
    asked_for(who, every_quarter=True)
    sweep = partial(actions.ask_each_quarter, today=QUARTER, now=timezone.now())

    asked = at_once(*[sweep] * 4)

    assert sorted(asked) == [0, 0, 0, 1]
    assert visible_requests(actor("procurement_lead"), who.provider).count() == 2


def test_a_lead_and_a_sweep_at_once_ask_once() -> None:
    who = asha()
    asked_for(who, every_quarter=True)

    at_once(
        partial(actions.ask_each_quarter, today=QUARTER, now=timezone.now()),
        partial(asked_for, who, as_of=QUARTER),
    )

    assert RosterRequest.objects.filter(as_of=QUARTER).count() == 1
