"""What projects put into the shell: two lines of the sidebar, search, inbox and the home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outsourcing.actors import Actor, Permission
from outsourcing.ui.registry import HomeAction, HomePanel, InboxItem, NavigationItem, SearchHit, Tone
from selection.models import Project
from selection.queries.access import changeable_projects
from selection.queries.projects import (
    OPEN_STATES,
    ProjectLine,
    listed_projects,
    project_lines,
    running_projects,
)
from selection.views.next_step import next_step
from selection.views.verdict import Verdict, verdict_of

Ripe = Sequence[tuple[ProjectLine, Verdict]]
MOST = 8
ICON = "kanban"

PROJECTS = NavigationItem(
    label=gettext_lazy("Sourcing projects"),
    url_name="selection:list",
    icon=ICON,
    group="work",
    position=20,
    permission=Permission.READ_PROVIDERS,
)
BOARDS = NavigationItem(
    label=gettext_lazy("Decision boards"),
    url_name="selection:boards",
    icon="clipboard-data",
    group="insight",
    position=20,
    permission=Permission.READ_PROVIDERS,
    pages=("selection:why",),
)


def search(actor: Actor, words: str) -> list[SearchHit]:
    """The projects whose name or need contains the words."""
    if not words.strip():
        return []
    return [_hit(project) for project in listed_projects(actor, words=words.strip())[:MOST]]


def inbox(actor: Actor, _today: date) -> list[InboxItem]:
    """The projects of one's own that compare nobody yet."""
    empty = changeable_projects(actor).filter(state__in=OPEN_STATES, candidacies__isnull=True)
    if not actor.may(Permission.CREATE_PROJECTS):
        return []
    return [_add_provider(project) for project in empty.order_by("created_at", "id")[:MOST]]


def running(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """The running projects with what each waits for; for those who lead or read them all."""
    if not (actor.may(Permission.CREATE_PROJECTS) or actor.may(Permission.READ_ALL_PROJECTS)):
        return None
    lines = project_lines(actor, running_projects(actor)[:MOST])
    return {
        "lines": [(line, next_step(line)) for line in lines],
        "may_create": actor.may(Permission.CREATE_PROJECTS),
    }


def to_decide(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """The projects that are ripe for a decision; for executives."""
    if not actor.may(Permission.READ_ALL_PROJECTS):
        return None
    lines = project_lines(actor, running_projects(actor)[:MOST])
    ripe: Ripe = [(line, _verdict(line)) for line in lines if any(row.rank == 1 for row in line.rows)]
    return {"ripe": ripe}


def to_decide_headline(context: Mapping[str, object]) -> str:
    """What needs a decision, by name while it is one."""
    ripe = cast("Ripe", context["ripe"])
    if not ripe:
        return _("No project needs a decision today")
    if len(ripe) == 1:
        return _("%(project)s needs a decision") % {"project": ripe[0][0].project.name}
    return _("%(count)d projects need a decision") % {"count": len(ripe)}


NEW_PROJECT = HomeAction(
    label=gettext_lazy("New sourcing project"),
    url_name="selection:create",
    icon="plus-lg",
    permission=Permission.CREATE_PROJECTS,
)
RUNNING = HomePanel(
    key="running-projects",
    title=gettext_lazy("Sourcing projects"),
    template="selection/_home_projects.html",
    context=running,
    column="main",
    position=20,
)
TO_DECIDE = HomePanel(
    key="needs-a-decision",
    title=gettext_lazy("Needs a decision"),
    template="selection/_home_decisions.html",
    context=to_decide,
    column="main",
    position=5,
    headline=to_decide_headline,
)


def _verdict(line: ProjectLine) -> Verdict:
    return verdict_of(line.rows, line.names)


def _hit(project: Project) -> SearchHit:
    return SearchHit(
        kind_label=gettext_lazy("Sourcing project"),
        title=project.name,
        detail=Truncator(project.need).chars(110),
        url=reverse("selection:project", args=[project.pk]),
        icon=ICON,
    )


def _add_provider(project: Project) -> InboxItem:
    return InboxItem(
        title=_("Add the first provider: %(project)s") % {"project": project.name},
        detail=_("Nobody is compared in this project yet"),
        url=reverse("selection:add_candidate", args=[project.pk]),
        icon=ICON,
        due=None,
        tone=Tone.INFO,
    )
