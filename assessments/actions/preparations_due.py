"""Whom to remind of what they prepare: ahead of its day, on it, and weekly until it is done."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.reminding import Reminder
from assessments.domain.occasions import DAYS_AHEAD, latest_occasion
from assessments.domain.preparing import PreparationState
from assessments.models import AssessmentState, Preparation
from assessments.queries.preparing import own_preparations
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from outsourcing.ui.due import due_of
from providers.models import Contact
from providers.queries.portal import live_invitations

Owner = tuple[str, str]


def due_preparations(now: datetime) -> Iterator[Reminder]:
    """To each owner who may still see what is theirs; of the provider to those who came in before."""
    today = timezone.localtime(now).date()
    owners = _owners(today)
    for email, actor in (*_our_people(owners), *_their_people(owners, now)):
        soon = own_preparations(actor).filter(due_on__lte=today + timedelta(days=max(DAYS_AHEAD)))
        for row in soon.select_related("assessment").order_by("due_on", "pk"):
            yield from _reminder(email, actor, row, today)


def _owners(today: date) -> frozenset[Owner]:
    due = Preparation.objects.filter(
        state=PreparationState.OPEN, due_on__lte=today + timedelta(days=max(DAYS_AHEAD))
    )
    owned = due.exclude(owner_kind="").exclude(assessment__state=AssessmentState.CANCELLED)
    return frozenset(owned.order_by().values_list("owner_kind", "owner_id").distinct())


def _our_people(owners: frozenset[Owner]) -> Iterator[tuple[str, Actor]]:
    people = User.objects.filter(pk__in=_numbers(owners, ActorKind.USER), is_active=True)
    for user in people.prefetch_related("roles").order_by("pk"):
        yield user.email, user.as_actor()


def _their_people(owners: frozenset[Owner], now: datetime) -> Iterator[tuple[str, Actor]]:
    wanted = _numbers(owners, ActorKind.CONTACT)
    within = live_invitations(now).filter(contact__in=wanted, confirmed_at__isnull=False)
    contacts = Contact.objects.filter(pk__in=within.order_by().values("contact"), removed_at__isnull=True)
    for contact in contacts.order_by("pk"):
        yield contact.email, contact.as_actor()


def _numbers(owners: frozenset[Owner], kind: ActorKind) -> list[int]:
    return [int(number) for owner_kind, number in owners if owner_kind == kind and number.isdecimal()]


def _reminder(email: str, actor: Actor, row: Preparation, today: date) -> Iterator[Reminder]:
    on = latest_occasion(row.due_on, today)
    page = PAGES[actor.kind]
    if on is not None:
        yield Reminder(
            to_email=email,
            subject=_("To prepare: %(title)s") % {"title": row.title},
            lines=(row.assessment.title, _("Due: %(when)s.") % {"when": due_of(row.due_on, today).text}),
            url=reverse(page, args=[row.assessment_id, row.pk]),
            key=f"preparation:{row.pk}",
            on=on,
        )


PAGES: Mapping[ActorKind, str] = {
    ActorKind.USER: "assessments:preparation",
    ActorKind.CONTACT: "assessments:portal-preparation",
}
