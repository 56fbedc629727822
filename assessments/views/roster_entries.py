"""Rosters that were asked for, among the other things that wait in somebody's inbox."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from outsourcing.actors import Actor, Permission
from outsourcing.ui.due import due_of
from outsourcing.ui.formats import day_text
from outsourcing.ui.registry import InboxItem
from providers.models import RosterRequest
from providers.queries.roster_requests import waiting_requests_of


def roster_inbox(actor: Actor, today: date) -> list[InboxItem]:
    """The rosters that this person asked for and that did not come yet."""
    if not actor.may(Permission.MANAGE_PROVIDERS):
        return []
    waiting = waiting_requests_of(actor).select_related("provider").order_by("due_on", "pk")
    return [_item(request, today) for request in waiting]


def roster_waiting(actor: Actor) -> QuerySet[Any, Any]:
    """The same as rows to be counted with other things, in one read of each page."""
    waiting = waiting_requests_of(actor).order_by().values("pk")
    return waiting if actor.may(Permission.MANAGE_PROVIDERS) else waiting.none()


def _item(request: RosterRequest, today: date) -> InboxItem:
    facts = {"provider": request.provider.name, "due": day_text(request.due_on)}
    return InboxItem(
        title=_("Roster of %(provider)s due %(due)s") % facts,
        detail=_("as of %(day)s · asked for, not handed in yet") % {"day": day_text(request.as_of)},
        url=reverse("providers:roster_request", args=[request.provider_id, request.pk]),
        icon="people",
        due=request.due_on,
        tone=due_of(request.due_on, today).tone,
    )
