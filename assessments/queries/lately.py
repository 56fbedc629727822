"""What happened lately in the assessments that somebody sees, told from their own rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from django.db.models.functions import Coalesce

from assessments.models import (
    Assessment,
    AssessmentState,
    Outcome,
    Reopening,
    Response,
    ResponseState,
    ReviewDecision,
)
from assessments.queries.access import readable_responses, visible_assessments
from assessments.queries.discretion import discreetly
from outsourcing.actors import Actor
from outsourcing.audit.models import AuditEvent

# Whoever adds a provider to a project opens many at once: they are read together, and told as one.
OPENED_TOGETHER = 60


class HappeningKind(StrEnum):
    """What can happen to an assessment."""

    OPENED = "opened"
    CANCELLED = "cancelled"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; `count` assessments about one subject were opened in one go."""

    kind: HappeningKind
    at: datetime
    who: str
    assessment: Assessment
    response: Response | None = None
    count: int = 1


def lately(actor: Actor, *, most: int) -> list[Happening]:
    """The latest happenings that this actor may know of, newest first."""
    found = [
        *_assessments(actor),
        *_submissions(actor, most),
        *_reopenings(actor, most),
        *_decisions(actor, most),
    ]
    return sorted(found, key=lambda happening: happening.at, reverse=True)[:most]


def _assessments(actor: Actor) -> Iterable[Happening]:
    moved = Coalesce("cancelled_at", "created_at")
    rows = list(visible_assessments(actor).order_by(moved.desc(), "-pk")[:OPENED_TOGETHER])
    cancelled = [row for row in rows if row.state == AssessmentState.CANCELLED and row.cancelled_at]
    who = _who_cancelled(cancelled) if cancelled else {}
    for row in cancelled:
        if row.cancelled_at:
            yield Happening(HappeningKind.CANCELLED, row.cancelled_at, who.get(str(row.pk), ""), row)
    for _key, group in groupby(sorted(rows, key=_opening), key=_opening):
        yield _opened(list(group))


def _who_cancelled(rows: Sequence[Assessment]) -> Mapping[str, str]:
    """By the trail, which alone knows."""
    events = AuditEvent.objects.filter(
        action="assessment.cancelled",
        object_type=Assessment._meta.label_lower,
        object_id__in=[str(row.pk) for row in rows],
    )
    return dict(events.order_by("id").values_list("object_id", "actor_name"))


def _opening(row: Assessment) -> tuple[datetime, str, str, str]:
    # Under their aliases even those about one provider are told one by one.
    about = row.alias if row.is_covered else str(row.subject_id)
    return row.created_at, row.created_by_kind, row.created_by_id, about


def _opened(group: Sequence[Assessment]) -> Happening:
    first = group[0]
    return Happening(HappeningKind.OPENED, first.created_at, first.created_by_name, first, count=len(group))


def _submissions(actor: Actor, most: int) -> Iterable[Happening]:
    submitted = readable_responses(actor).filter(state=ResponseState.SUBMITTED)
    for row in submitted.order_by("-submitted_at", "-pk")[:most]:
        if row.submitted_at:
            yield Happening(
                HappeningKind.SUBMITTED, row.submitted_at, row.submitted_by_name, row.assessment, row
            )


def _reopenings(actor: Actor, most: int) -> Iterable[Happening]:
    readable = readable_responses(actor).order_by().values("pk")
    reopened = Reopening.objects.filter(response__in=readable)
    places = reopened.select_related(
        "response__assessment__subject__provider", "response__assessment__version__template"
    )
    with_places = discreetly(actor, places, "response__assessment")
    for row in with_places.order_by("-at", "-pk")[:most]:
        yield Happening(HappeningKind.REOPENED, row.at, row.by_name, row.response.assessment, row.response)


def _decisions(actor: Actor, most: int) -> Iterable[Happening]:
    seen = visible_assessments(actor).order_by().values("pk")
    decided = ReviewDecision.objects.filter(assessment__in=seen).exclude(outcome=Outcome.UNDONE)
    rows = list(decided.order_by("-at", "-pk")[:most])
    told = {each.pk: each for each in visible_assessments(actor).filter(decisions__in=rows)} if rows else {}
    for row in rows:
        yield Happening(HappeningKind(row.outcome), row.at, row.by_name, told[row.assessment_id])
