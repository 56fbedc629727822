"""Brings providers into a project, and takes them out and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions import open_assessment, subject_of_provider
from assessments.models import Assessment, AssessmentState, Template
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.models import Provider
from selection.actions.access import hand_to_members
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.actions.owing import inputs_changed
from selection.models import (
    Candidacy,
    CandidacyAssessment,
    CandidacyState,
    Project,
    ProjectState,
    ProjectWeight,
)
from selection.queries.checklists import newest_versions


@dataclass(frozen=True, slots=True)
class ChecklistPlan:
    """Which checklists are opened anew for a candidate, and which existing assessments serve."""

    opened: Sequence[Template] = ()
    pinned: Mapping[int, Assessment] = field(default_factory=dict)
    due_on: date | None = None


@transaction.atomic
def add_candidate(
    *, by: Actor, project: Project, provider: Provider, plan: ChecklistPlan, now: datetime
) -> Candidacy:
    """Compare one more provider, with an assessment for each checklist of the plan."""
    require_open(project.pk)
    candidacy, created = Candidacy.objects.get_or_create(
        project=project, provider=provider, defaults={"added_at": now}
    )
    if not created:
        raise SelectionError(_("This provider is in the project already."), field="provider")
    _serve(by, candidacy, plan, now)
    Project.objects.filter(pk=project.pk, state=ProjectState.DRAFT).update(state=ProjectState.ACTIVE)
    inputs_changed([project.pk])
    record(by=by, action="project.candidate_added", on=candidacy, digest={"project": project.pk})
    return candidacy


@transaction.atomic
def serve_checklists(*, by: Actor, candidacy: Candidacy, plan: ChecklistPlan, now: datetime) -> Candidacy:
    """Open or pin assessments for checklists that a candidate has none for yet, or replace what serves."""
    require_open(candidacy.project_id)
    _serve(by, candidacy, plan, now)
    inputs_changed([candidacy.project_id])
    record(by=by, action="project.candidate_served", on=candidacy, digest={"project": candidacy.project_id})
    return candidacy


@transaction.atomic
def withdraw_candidate(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Take a provider out of the comparison; its assessments stay as they are."""
    return _move(by, candidacy, CandidacyState.WITHDRAWN, "project.candidate_withdrawn")


@transaction.atomic
def restore_candidate(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Compare a withdrawn provider again."""
    return _move(by, candidacy, CandidacyState.ACTIVE, "project.candidate_restored")


def _move(by: Actor, candidacy: Candidacy, state: CandidacyState, action: str) -> Candidacy:
    require_open(candidacy.project_id)
    moved = Candidacy.objects.filter(pk=candidacy.pk).exclude(state=state).update(state=state)
    if not moved:
        raise SelectionError(_("This was done already."))
    inputs_changed([candidacy.project_id])
    candidacy.refresh_from_db()
    record(by=by, action=action, on=candidacy, digest={"project": candidacy.project_id})
    return candidacy


def _serve(by: Actor, candidacy: Candidacy, plan: ChecklistPlan, now: datetime) -> None:
    weighed = {
        row.template_id: row.template
        for row in ProjectWeight.objects.filter(project=candidacy.project_id).select_related("template")
    }
    versions = newest_versions([template.pk for template in plan.opened])
    for template in plan.opened:
        if template.pk not in weighed or template.pk not in versions:
            raise SelectionError(_("This checklist is not part of the project, or was never published."))
        assessment = open_assessment(
            by=by,
            version=versions[template.pk],
            subject=subject_of_provider(by=by, provider=candidacy.provider),
            title=f"{template.name}: {candidacy.provider.name}",
            due_on=plan.due_on,
            now=now,
        )
        _pin(by, candidacy, template, assessment, is_reused=False)
    for template_id, assessment in plan.pinned.items():
        _check(candidacy, template_id, assessment)
        _pin(by, candidacy, weighed[template_id], assessment, is_reused=True)


def _check(candidacy: Candidacy, template_id: int, assessment: Assessment) -> None:
    fits = (
        assessment.subject.provider_id == candidacy.provider_id
        and assessment.version.template_id == template_id
        and assessment.state != AssessmentState.CANCELLED
        and ProjectWeight.objects.filter(project=candidacy.project_id, template=template_id).exists()
    )
    if not fits:
        raise SelectionError(
            _("This assessment is about another provider or checklist."), field=f"template_{template_id}"
        )


def _pin(
    by: Actor, candidacy: Candidacy, template: Template, assessment: Assessment, *, is_reused: bool
) -> None:
    CandidacyAssessment.objects.update_or_create(
        candidacy=candidacy,
        template=template,
        defaults={"assessment": assessment, "is_reused": is_reused},
    )
    hand_to_members(by=by, project=candidacy.project, assessment=assessment, is_reused=is_reused)
