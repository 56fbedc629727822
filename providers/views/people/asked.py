"""What is asked of a provider about its people: on its page, and in the portal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outsourcing.actors import Actor
from outsourcing.ui.formats import day_text
from outsourcing.ui.registry import PortalTask
from providers.domain.rosters.quarters import OLD_AFTER_MONTHS, months_old
from providers.models import Provider, RequestState, Roster, RosterRequest, RosterState
from providers.queries.roster_requests import (
    MOST_SHOWN,
    asked_provider,
    requests_of_contact,
    visible_requests,
)

ICON = "people"


@dataclass(frozen=True)
class AskedCard:
    """What was asked and became of it, whether a refusal stands, and how old the figures are."""

    requests: tuple[RosterRequest, ...]
    refusal: RosterRequest | None
    age: str
    is_old: bool
    next_follows: bool
    today: date

    @property
    def open(self) -> tuple[RosterRequest, ...]:
        """What still waits for a list."""
        return tuple(each for each in self.requests if each.is_open)


def asked_card(actor: Actor, provider: Provider, rosters: Sequence[Roster], today: date) -> AskedCard:
    """The card, with one read; the rosters of the page are known, latest first."""
    requests = tuple(visible_requests(actor, provider)[:MOST_SHOWN])
    stored = [each for each in rosters if each.state == RosterState.STORED]
    age = months_old(stored[0].as_of, today) if stored else 0
    return AskedCard(
        requests=requests,
        refusal=_standing(requests, stored),
        age=_age_text(age) if stored else "",
        is_old=bool(stored) and age >= OLD_AFTER_MONTHS,
        next_follows=bool(requests) and requests[0].every_quarter,
        today=today,
    )


def portal_tasks(actor: Actor, _today: date) -> list[PortalTask]:
    """The rosters that this contact is asked for, and the page on which all of theirs stand."""
    asked = list(requests_of_contact(actor).order_by("due_on", "pk"))
    if not asked or asked_provider(actor) is None:
        return []
    waiting = [_task(request) for request in asked if request.state == RequestState.OPEN]
    return [*waiting, _standing_page()]


def _standing(requests: Sequence[RosterRequest], stored: Sequence[Roster]) -> RosterRequest | None:
    """The same as the query of standing refusals says, from what was read already."""
    refused = [each for each in requests if each.state == RequestState.REFUSED and each.closed_at]
    latest = max(refused, key=lambda each: (each.closed_at, each.pk), default=None)
    if latest is None or latest.closed_at is None:
        return None
    handed = any(each.read_at and each.read_at > latest.closed_at for each in stored)
    return None if handed else latest


def _age_text(months: int) -> str:
    if not months:
        return _("The figures are less than a month old.")
    said = ngettext("The figures are %(months)d month old.", "The figures are %(months)d months old.", months)
    return said % {"months": months}


def _task(request: RosterRequest) -> PortalTask:
    return PortalTask(
        title=_("Staff roster as of %(day)s") % {"day": day_text(request.as_of)},
        what_for=request.note,
        asked_by=request.asked_by_name,
        url=reverse("portal:roster_request", args=[request.pk]),
        button=gettext_lazy("Upload it"),
        icon=ICON,
        state="asked",
        due=request.due_on,
        detail=_("asked for again every quarter") if request.every_quarter else "",
    )


def _standing_page() -> PortalTask:
    return PortalTask(
        title=gettext_lazy("Staff rosters"),
        what_for="",
        asked_by="",
        url=reverse("portal:rosters"),
        button=gettext_lazy("Open"),
        icon=ICON,
        state="results",
        detail=gettext_lazy("what you handed over, what it says, and how to add another"),
    )
