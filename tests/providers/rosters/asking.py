"""Rosters that are asked for."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from outsourcing.accounts.models import User
from providers import actions
from providers.models import Contact, RosterRequest
from tests.people import person
from tests.providers.rosters.files import AS_OF


def asked_for(
    *contacts: Contact,
    by: User | None = None,
    as_of: date = AS_OF,
    due_on: date | None = None,
    every_quarter: bool = False,
    note: str = "Please everybody of the last three years.",
    now: datetime | None = None,
) -> RosterRequest:
    """A lead asks these contacts of one provider; whoever is new gets an invitation by mail."""
    lead, moment = by or person("procurement_lead"), now or timezone.now()
    wish = actions.RosterWish(
        as_of=as_of,
        due_on=due_on or as_of + timedelta(days=30),
        contacts=contacts,
        note=note,
        every_quarter=every_quarter,
    )
    return actions.ask_for_roster(
        by=lead.as_actor(),
        provider=contacts[0].provider,
        wish=wish,
        expires_at=moment + timedelta(days=14),
        now=moment,
        mail=True,
    )
