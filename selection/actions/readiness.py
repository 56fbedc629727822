"""Sets our own side beside the providers."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions import open_assessment, ourselves
from assessments.models import Assessment, SubjectKind, Template, TemplatePurpose
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.access import hand_to_members
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.actions.owing import inputs_changed
from selection.models import Project
from selection.queries.checklists import newest_versions


@transaction.atomic
def set_readiness(
    *,
    by: Actor,
    project: Project,
    now: datetime,
    existing: Assessment | None = None,
    due_on: date | None = None,
) -> Project:
    """Open the readiness checklist about ourselves for this project, or let an existing one serve."""
    require_open(project.pk)
    assessment = existing or _opened(by, project, now, due_on)
    about_us = assessment.subject.kind == SubjectKind.OURSELVES
    if not about_us or assessment.version.template.purpose != TemplatePurpose.READINESS:
        raise SelectionError(_("This assessment is not about our own readiness."))
    Project.objects.filter(pk=project.pk).update(readiness=assessment)
    hand_to_members(by=by, project=project, assessment=assessment, is_reused=existing is not None)
    inputs_changed([project.pk])
    project.refresh_from_db()
    record(by=by, action="project.readiness_set", on=project, digest={"assessment": assessment.pk})
    return project


def _opened(by: Actor, project: Project, now: datetime, due_on: date | None) -> Assessment:
    template = Template.objects.filter(purpose=TemplatePurpose.READINESS).order_by("position", "id").first()
    version = newest_versions([template.pk]).get(template.pk) if template else None
    if template is None or version is None:
        raise SelectionError(_("No readiness checklist has been published yet."))
    return open_assessment(
        by=by,
        version=version,
        subject=ourselves(by=by),
        title=f"{template.name}: {project.name}",
        due_on=due_on,
        now=now,
    )
