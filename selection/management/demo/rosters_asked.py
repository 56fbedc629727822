"""One provider whose own people are asked for a roster, and again every quarter."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from outsourcing.actors import Actor
from providers.actions import RosterWish, ask_for_roster
from providers.domain.rosters.quarters import last_quarter_end
from providers.models import Provider

ASKED_AGO, DUE_IN = timedelta(days=2), timedelta(days=16)
NOTE = (
    "Everybody of the last three years, those who left too, under a number instead of a name. You see the same "
    "figures as we do before anybody speaks about them."
)


def asked_for_rosters(providers: Mapping[str, Provider], by: Actor, now: datetime) -> None:
    """Camila Restrepo of Altura, who is in the portal already, is asked for the last quarter's roster."""
    contact = providers["altura"].contacts.get(name="Camila Restrepo")
    wish = RosterWish(
        as_of=last_quarter_end(now.date()),
        due_on=(now + DUE_IN).date(),
        contacts=[contact],
        note=NOTE,
        every_quarter=True,
    )
    asked_at = now - ASKED_AGO
    ask_for_roster(
        by=by,
        provider=contact.provider,
        wish=wish,
        expires_at=now + timedelta(days=14),
        now=asked_at,
        mail=False,
    )
