"""Stores what the ranking job computed."""

from datetime import datetime

from django.db import transaction

from assessments.domain.fingerprint import ENGINE_VERSION, digest
from outsourcing.actors import SYSTEM
from outsourcing.audit.actions import record
from selection.actions.weights import lock_if_open
from selection.domain.standing import standing
from selection.models import Project, Standing
from selection.models.standing_rows import rows_to_json
from selection.queries.locks import first_response_is_in
from selection.queries.ranking import RankingInputs, ranking_inputs


def rank_project(*, project_id: int, now: datetime) -> Standing | None:
    """Compute the project's ranking and keep it, unless its inputs moved on meanwhile.

    Whoever moved them owes the ranking again, so nothing is lost by leaving it. A second run changes nothing.
    """
    inputs = ranking_inputs(project_id)
    if inputs is None:
        return None
    rows = rows_to_json(standing(inputs.candidates, switched_on=inputs.switched_on))
    return _keep(project_id, inputs, rows, now)


@transaction.atomic
def _keep(
    project_id: int, inputs: RankingInputs, rows: list[dict[str, object]], now: datetime
) -> Standing | None:
    project = Project.objects.select_for_update().filter(pk=project_id, input_version=inputs.version).first()
    if project is None:
        return None
    if first_response_is_in(project_id):
        _lock(project, now)
    canonical = inputs.canonical(ENGINE_VERSION)
    fingerprint = digest(canonical)
    current = Standing.objects.filter(project=project, is_current=True).first()
    if current is not None and current.inputs_digest == fingerprint:
        return _refreshed(current, inputs.version, now)
    Standing.objects.filter(project=project, is_current=True).update(is_current=False)
    stored = Standing.objects.create(
        project=project,
        rows=rows,
        inputs=canonical,
        inputs_digest=fingerprint,
        engine_version=ENGINE_VERSION,
        project_input_version=inputs.version,
        computed_at=now,
    )
    record(by=SYSTEM, action="project.ranked", on=project, digest={"inputs": fingerprint, "rows": len(rows)})
    return stored


def _refreshed(current: Standing, version: int, now: datetime) -> Standing:
    current.computed_at = now
    current.project_input_version = version
    current.save(update_fields=["computed_at", "project_input_version"])
    return current


def _lock(project: Project, now: datetime) -> None:
    if lock_if_open(project.pk, now):
        record(by=SYSTEM, action="project.weights_locked", on=project)
