"""Opens the requests of rosters that follow each quarter, each once, however often and by however many."""

import logging
from datetime import date, datetime

from django.db import transaction

from outsourcing.actors import SYSTEM, Actor, ActorKind
from outsourcing.jobs.actions import owe
from providers.actions.roster_requests import ASKING, AlreadyAskedError, RosterWish, new_request
from providers.domain.rosters.quarters import last_quarter_end, next_asking
from providers.models import RosterRequest
from providers.queries.portal import live_invitations
from providers.queries.roster_requests import repeating_requests

logger = logging.getLogger(__name__)


def ask_each_quarter(*, today: date, now: datetime) -> int:
    """Ask for what the end of a quarter brings; says how many. One failure holds up no other."""
    asked = 0
    for pk in list(repeating_requests(last_quarter_end(today)).values_list("pk", flat=True)):
        try:
            asked += ask_for_next(request_id=pk, today=today, now=now) is not None
        except Exception:
            logger.exception("What follows the request %s of a roster could not be asked for", pk)
    return asked


@transaction.atomic
def ask_for_next(*, request_id: int, today: date, now: datetime) -> RosterRequest | None:
    """Ask for what follows a request, in the name of whoever asked before; None where it was done.

    The row is locked: whoever comes second finds that it is the last one no more.
    """
    before = (
        RosterRequest.objects.select_for_update(of=("self",)).select_related("provider").get(pk=request_id)
    )
    following = next_asking(before.as_of, before.due_on, today)
    if following is None or not repeating_requests(last_quarter_end(today)).filter(pk=before.pk).exists():
        return None
    contacts = list(before.contacts.all())
    wish = RosterWish(*following, contacts=contacts, note=before.note, every_quarter=True)
    try:
        request = new_request(by=SYSTEM, asker=_asker(before), provider=before.provider, wish=wish, now=now)
    except AlreadyAskedError:
        return None
    for pk in live_invitations(now).filter(contact__in=contacts).values_list("contact", flat=True).distinct():
        owe(ASKING, f"{request.pk}:{pk}")
    return request


def _asker(before: RosterRequest) -> Actor:
    """The person in whose name the first one was asked for; the cadence gives no permission."""
    kind, name = ActorKind(before.asked_by_kind), before.asked_by_name
    return Actor(kind=kind, id=before.asked_by_id, name=name, permissions=frozenset())
