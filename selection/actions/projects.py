"""Begins a project, changes what it is about, closes and reopens it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Template, TemplatePurpose
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.faults import SelectionError
from selection.actions.owing import inputs_changed
from selection.models import Project, ProjectState, ProjectWeight
from selection.models.project import AGREED_LEVEL


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project is about, as its form says it."""

    name: str
    need: str
    decision_on: date | None = None
    agreed_fit: int = AGREED_LEVEL
    agreed_readiness: int = AGREED_LEVEL


@transaction.atomic
def create_project(*, by: Actor, owner: User, facts: ProjectFacts, now: datetime) -> Project:
    """Begin a project with the checklists that measure fit, at their usual weights."""
    project = Project.objects.create(owner=owner, created_at=now, **_fields(facts))
    ProjectWeight.objects.bulk_create(
        ProjectWeight(project=project, template=template, weight=template.default_weight)
        for template in Template.objects.filter(purpose=TemplatePurpose.PROVIDER_FIT)
    )
    inputs_changed([project.pk])
    record(by=by, action="project.created", on=project)
    return project


@transaction.atomic
def change_project(*, by: Actor, project: Project, facts: ProjectFacts) -> Project:
    """Change the name, the need, the date and the levels that were agreed."""
    for field, value in _fields(facts).items():
        setattr(project, field, value)
    project.save(update_fields=list(_fields(facts)))
    record(by=by, action="project.changed", on=project)
    return project


@transaction.atomic
def close_project(*, by: Actor, project: Project) -> Project:
    """Stop comparing; everything stays readable."""
    return _move(by, project, ProjectState.CLOSED, "project.closed")


@transaction.atomic
def reopen_project(*, by: Actor, project: Project) -> Project:
    """Compare again."""
    back = ProjectState.ACTIVE if project.candidacies.exists() else ProjectState.DRAFT
    return _move(by, project, back, "project.reopened")


def _move(by: Actor, project: Project, state: ProjectState, action: str) -> Project:
    closing = state == ProjectState.CLOSED
    before = Project.objects.filter(pk=project.pk)
    before = before.exclude(state=state) if closing else before.filter(state=ProjectState.CLOSED)
    if not before.update(state=state):
        raise SelectionError(_("The project is in this state already."))
    project.refresh_from_db()
    record(by=by, action=action, on=project)
    return project


def _fields(facts: ProjectFacts) -> dict[str, object]:
    if not facts.need.strip():
        raise SelectionError(_("Say what is needed before a provider is asked."), field="need")
    if not facts.name.strip():
        raise SelectionError(_("Give the project a name."), field="name")
    return {
        "name": facts.name.strip(),
        "need": facts.need.strip(),
        "decision_on": facts.decision_on,
        "agreed_fit": facts.agreed_fit,
        "agreed_readiness": facts.agreed_readiness,
    }
