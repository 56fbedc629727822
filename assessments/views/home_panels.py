"""What assessments put onto the home page: what falls due, what happened lately, checklists and their use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Assessment, AssessmentState, VersionState
from assessments.queries import VersionUse, lately, versions_with_use, visible_assessments
from outsourcing.actors import Actor, Permission
from outsourcing.ui.due import NEAR_DAYS
from outsourcing.ui.registry import HomePanel

MOST_HAPPENINGS = 6
MOST_DUE = 100
MOST_DAYS = 6
# More than these fall due on one day in one line.
SAID_ONE_BY_ONE = 2


@dataclass(frozen=True, slots=True)
class DueLine:
    """What falls due on a day: one assessment, or how many and about whom."""

    title: str
    detail: str
    url: str
    due: date


def due_soon(actor: Actor, today: date) -> Mapping[str, object] | None:
    """The open assessments that are late or due within a month; for those who open or oversee them."""
    if not (actor.may(Permission.CREATE_ASSESSMENTS) or actor.may(Permission.READ_ALL_ASSESSMENTS)):
        return None
    due = visible_assessments(actor).filter(
        state=AssessmentState.OPEN, due_on__lte=today + timedelta(days=NEAR_DAYS)
    )
    lines = list(_due_lines(due.order_by("due_on", "title", "pk")[:MOST_DUE]))
    return {"lines": lines[:MOST_DAYS], "all_url": _due_list()}


def happened_lately(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """The latest happenings in the assessments that this actor sees; nothing is no panel."""
    happenings = lately(actor, most=MOST_HAPPENINGS)
    return {"happenings": happenings} if happenings else None


def checklists(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """The checklists with their version and use; for those who look after them."""
    if not actor.may(Permission.MANAGE_TEMPLATES):
        return None
    return {"uses": versions_with_use(actor)}


def checklists_headline(context: Mapping[str, object]) -> str:
    """How many checklists are in use, and how many are being drafted."""
    uses = cast("Sequence[VersionUse]", context["uses"])
    in_use = sum(use.version.state == VersionState.PUBLISHED for use in uses)
    drafts = len(uses) - in_use
    said = ngettext("%(n)d checklist is in use", "%(n)d checklists are in use", in_use) % {"n": in_use}
    if not drafts:
        return said
    return _("%(in_use)s, %(drafts)d being drafted") % {"in_use": said, "drafts": drafts}


PANELS = (
    HomePanel(
        key="due-soon",
        title=gettext_lazy("Due in the next 30 days"),
        template="assessments/_home_due.html",
        context=due_soon,
        column="side",
        position=20,
    ),
    HomePanel(
        key="lately",
        title=gettext_lazy("Lately"),
        template="assessments/_home_lately.html",
        context=happened_lately,
        column="side",
        position=40,
    ),
    HomePanel(
        key="checklists",
        title=gettext_lazy("Checklists"),
        template="assessments/_home_checklists.html",
        context=checklists,
        column="main",
        position=30,
        headline=checklists_headline,
    ),
)


def _due_lines(assessments: Iterable[Assessment]) -> Iterable[DueLine]:
    for day, group in groupby(assessments, key=lambda each: each.due_on):
        if day is None:
            continue
        together = list(group)
        if len(together) > SAID_ONE_BY_ONE:
            yield _day_line(day, together)
        else:
            yield from (_one_line(day, each) for each in together)


def _one_line(day: date, assessment: Assessment) -> DueLine:
    url = reverse("assessments:overview", args=[assessment.pk])
    return DueLine(assessment.title, assessment.subject.title, url, day)


def _day_line(day: date, together: Sequence[Assessment]) -> DueLine:
    title = _("%(count)d assessments") % {"count": len(together)}
    about = dict.fromkeys(each.subject.title for each in together)
    return DueLine(title, ", ".join(about), _due_list(), day)


def _due_list() -> str:
    return f"{reverse('assessments:list')}?state=open&sort=due"
