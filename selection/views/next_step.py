"""What a project waits for, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.bounds import PROVISIONAL_BELOW
from assessments.domain.results import Status
from outsourcing.ui.formats import day_text, share_text
from selection.models import Project, ProjectState
from selection.queries.projects import ProjectLine


def next_step(line: ProjectLine) -> str:
    """The one thing that brings this project on."""
    project = line.project
    if project.state == ProjectState.CLOSED:
        return _("Closed")
    if project.state == ProjectState.DECIDED:
        return _("Decided")
    if not line.names:
        return _("Add the first provider")
    if not line.answered:
        return _("Answer the first checklist")
    return _own_side(line) or _still_open(line) or _decision(project)


def _own_side(line: ProjectLine) -> str:
    if line.project.readiness_id is None:
        return _("Open the own readiness checklist")
    score = line.readiness
    if score is None or score.observed is None:
        return _("Answer the own readiness checklist")
    return ""


def _still_open(line: ProjectLine) -> str:
    if line.answered < PROVISIONAL_BELOW:
        return _("%(share)s still to be answered") % {"share": share_text(1 - line.answered)}
    waiting = sum(row.status is Status.PENDING for row in line.rows)
    if waiting:
        return ngettext(
            "Settle the knock-out questions of %(count)d provider",
            "Settle the knock-out questions of %(count)d providers",
            waiting,
        ) % {"count": waiting}
    return ""


def _decision(project: Project) -> str:
    if project.decision_on:
        return _("Decision on %(day)s") % {"day": day_text(project.decision_on)}
    return _("Agree on the day of the decision")
