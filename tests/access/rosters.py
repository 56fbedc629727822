"""A roster that a contact is asked for, and one they uploaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from outsourcing.accounts.models import User
from providers.models import Contact
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import waiting_roster


@dataclass(frozen=True)
class AskedRosters:
    """One request, and a file that waits for its people's look."""

    provider: int
    contact: int
    request: int
    roster: int

    def arguments(self) -> Mapping[str, Mapping[str, object]]:
        """By kind of object, the parameters of an address that lead to it."""
        inside = {"pk": self.provider, "request_pk": self.request, "contact_pk": self.contact}
        return {
            "request for a roster": inside,
            "roster asked of a contact": {"request_pk": self.request},
            "roster in the portal": {"roster_pk": self.roster},
        }


def rosters_of(contact: Contact, lead: User) -> AskedRosters:
    """Asked of this contact, again every quarter."""
    request = asked_for(contact, by=lead, every_quarter=True)
    roster = waiting_roster(contact.provider, by=contact.as_actor())
    return AskedRosters(contact.provider_id, contact.pk, request.pk, roster.pk)
