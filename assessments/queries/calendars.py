"""What stands in a person's calendar: what they answer, manage or own, by its due day and nothing more."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import (
    Assessment,
    AssessmentState,
    CalendarFeed,
    ResponseState,
    ReviewCycle,
    SeriesState,
)
from assessments.queries.access import asked_responses, manageable_assessments, visible_assessments
from assessments.queries.series import cadence_of, owned_series
from outsourcing.actors import Actor, ActorKind

# Planned cycles of each series that are told ahead.
PLANNED = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A day in the calendar. `uid` stays the same for good; `sequence` rises with every change."""

    uid: str
    sequence: int
    title: str
    path: str
    on: date
    changed_at: datetime


def token_hash(token: str) -> str:
    """What is kept of the secret part of an address."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(token: str) -> CalendarFeed | None:
    """The feed at this secret address, of somebody who still works here."""
    feeds = CalendarFeed.objects.select_related("user").filter(user__is_active=True)
    return feeds.filter(token_hash=token_hash(token)).first()


def own_feed(actor: Actor) -> CalendarFeed | None:
    """The actor's own feed, if they made one."""
    return CalendarFeed.objects.filter(user=int(actor.id)).first() if actor.kind is ActorKind.USER else None


def calendar_of(actor: Actor) -> list[Entry]:
    """The open assessments that this actor answers or manages, and what is planned of the series they own."""
    entries = [*_open(actor), *_planned(actor)]
    return sorted(entries, key=lambda entry: (entry.on, entry.uid))


def _open(actor: Actor) -> Iterator[Entry]:
    due = visible_assessments(actor).filter(state=AssessmentState.OPEN, due_on__isnull=False)
    waiting = asked_responses(actor).filter(state=ResponseState.DRAFT).order_by().values("assessment")
    managed = manageable_assessments(actor).order_by().values("pk")
    mine = list(due.filter(Q(pk__in=waiting) | Q(pk__in=managed)))
    cycles = {
        cycle.assessment_id: cycle
        for cycle in ReviewCycle.objects.select_related("series").filter(
            assessment__in=[each.pk for each in mine]
        )
    }
    for assessment in mine:
        yield _of_assessment(assessment, cycles.get(assessment.pk))


def _of_assessment(assessment: Assessment, cycle: ReviewCycle | None) -> Entry:
    return Entry(
        uid=_uid(cycle.series_id, cycle.number) if cycle else f"assessment-{assessment.pk}",
        sequence=cycle.series.row_version if cycle else 0,
        title=assessment.title,
        path=reverse("assessments:overview", args=[assessment.pk]),
        on=assessment.due_on or assessment.reference_date,
        changed_at=cycle.series.changed_at if cycle else assessment.created_at,
    )


def _planned(actor: Actor) -> Iterator[Entry]:
    owned = owned_series(actor).filter(state=SeriesState.ACTIVE)
    for series in owned.select_related("template", "subject__provider"):
        cadence = cadence_of(series)
        for number in range(series.next_number, series.next_number + PLANNED):
            yield Entry(
                uid=_uid(series.pk, number),
                sequence=series.row_version,
                title=_("Planned: %(series)s") % {"series": str(series)},
                path=reverse("assessments:series", args=[series.pk]),
                on=cadence.due_on(number),
                changed_at=series.changed_at,
            )


def _uid(series: int, number: int) -> str:
    """The same while it is planned and once it is open, so that the entry moves instead of doubling."""
    return f"review-{series}-{number}"
