"""Preparations among what waits for people: in the inbox of the house, and on the home of the portal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.preparing import Doer, PreparationState
from assessments.models import Assessment, AssessmentState, Preparation
from assessments.queries.culture import has_scales
from assessments.queries.preparing import (
    PreparedSummary,
    own_preparations,
    preparations_without_owner,
    preparedness_told,
    shared_with,
    visible_preparations,
)
from outsourcing.actors import Actor, ActorKind
from outsourcing.ui.due import due_of
from outsourcing.ui.registry import InboxItem, PortalTask

ICON = "clipboard-check"


def preparing_inbox(actor: Actor, today: date) -> list[InboxItem]:
    """What this person prepares, and what of theirs nobody sees to yet: one line for each assessment."""
    return [*_own(actor, today), *_ownerless(actor, today)]


def preparing_waiting(actor: Actor) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """The same as rows to be counted with other things, in one read of each page."""
    ownerless = preparations_without_owner(actor).order_by().values("assessment").distinct()
    return own_preparations(actor).order_by().values("pk"), ownerless


def preparing_tasks(actor: Actor) -> Iterator[PortalTask]:
    """What is shared with this contact: as a task while something of their side's is open."""
    rows: dict[int, list[Preparation]] = {}
    for row in visible_preparations(actor).exclude(side=Doer.SPONSOR):
        rows.setdefault(row.assessment_id, []).append(row)
    for assessment in shared_with(actor):
        if assessment.state != AssessmentState.CANCELLED and assessment.pk in rows:
            yield _task(assessment, rows[assessment.pk])


def both_sides(
    actor: Actor, assessments: Sequence[Assessment]
) -> list[tuple[Assessment, PreparedSummary | None]]:
    """Those that set both sides against each other, with how far both prepared."""
    mirrored = [assessment for assessment in assessments if has_scales(assessment)]
    told = preparedness_told(actor, [each.pk for each in mirrored]) if mirrored else {}
    return [(assessment, told.get(assessment.pk)) for assessment in mirrored]


def _own(actor: Actor, today: date) -> Iterator[InboxItem]:
    own = own_preparations(actor).select_related("assessment__subject__provider")
    for row in own.order_by("due_on", "pk"):
        facts = [row.assessment.subject.title, str(row.get_before_display())]
        yield InboxItem(
            title=_("Prepare: %(title)s") % {"title": row.title},
            detail=" · ".join(facts),
            url=reverse("assessments:preparation", args=[row.assessment_id, row.pk]),
            icon=ICON,
            due=row.due_on,
            tone=due_of(row.due_on, today).tone,
        )


def _ownerless(actor: Actor, today: date) -> Iterator[InboxItem]:
    by_assessment = preparations_without_owner(actor).order_by().values("assessment", "assessment__title")
    for found in by_assessment.annotate(number=Count("pk"), first=Min("due_on")).order_by("first"):
        said = ngettext(
            "%(n)d preparation has no owner yet", "%(n)d preparations have no owner yet", found["number"]
        )
        yield InboxItem(
            title=_("Say who prepares: %(title)s") % {"title": found["assessment__title"]},
            detail=said % {"n": found["number"]},
            url=reverse("assessments:preparations", args=[found["assessment"]]),
            icon=ICON,
            due=found["first"],
            tone=due_of(found["first"], today).tone,
        )


def _task(assessment: Assessment, rows: Sequence[Preparation]) -> PortalTask:
    waiting = [row for row in rows if row.state == PreparationState.OPEN]
    done = [row for row in rows if row.state == PreparationState.DONE]
    said = {"done": len(done), "all": len(waiting) + len(done)}
    return PortalTask(
        title=_("What to prepare together: %(title)s") % {"title": assessment.title},
        what_for=_("Where our two ways of working differ, and what each side does about it.")
        if waiting
        else "",
        asked_by=assessment.preparedness.shared_by_name if waiting else "",
        url=reverse("assessments:portal-preparations", args=[assessment.pk]),
        button=gettext_lazy("See what to prepare") if waiting else gettext_lazy("See the list"),
        icon=ICON,
        state="asked" if waiting else "done",
        due=min((row.due_on for row in waiting if row.owner_kind != ActorKind.USER), default=None),
        detail=_("%(done)d of %(all)d done by you or together") % said,
        progress=len(done) / said["all"] if said["all"] else None,
    )
