"""Agrees on the weights and locks them."""

import math
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.actions.owing import inputs_changed
from selection.models import Project, ProjectWeight
from selection.queries.locks import first_response_is_in

HIGHEST = 1_000_000.0


@transaction.atomic
def set_weights(*, by: Actor, project: Project, weights: Mapping[int, float]) -> Project:
    """Set the raw weight of each named checklist; the others keep theirs. Refused once locked."""
    require_open(project.pk)
    held = Project.objects.get(pk=project.pk)
    if held.weights_locked_at is not None or first_response_is_in(held.pk):
        raise SelectionError(
            _("The weights are locked: the first response is in. They stay as they were agreed.")
        )
    rows = {row.template_id: row for row in ProjectWeight.objects.filter(project=held)}
    for template_id, weight in weights.items():
        if template_id not in rows:
            raise SelectionError(_("This checklist is not part of the project."))
        rows[template_id].weight = _checked(template_id, weight)
    if not sum(row.weight for row in rows.values()) > 0:
        raise SelectionError(_("At least one checklist must weigh more than nothing."))
    ProjectWeight.objects.bulk_update(rows.values(), ["weight"])
    inputs_changed([held.pk])
    record(by=by, action="project.weights_set", on=held, digest={"checklists": len(weights)})
    held.refresh_from_db()
    return held


@transaction.atomic
def lock_weights(*, by: Actor, project: Project, now: datetime) -> Project:
    """Lock the weights for good; a second time changes nothing."""
    require_open(project.pk)
    if not lock_if_open(project.pk, now):
        raise SelectionError(_("The weights are locked already."))
    project.refresh_from_db()
    record(by=by, action="project.weights_locked", on=project)
    return project


def lock_if_open(project_id: int, now: datetime) -> bool:
    """Lock in one conditional update, and say whether this call did it."""
    open_ = Project.objects.filter(pk=project_id, weights_locked_at__isnull=True)
    return bool(open_.update(weights_locked_at=now))


def _checked(template_id: int, weight: float) -> float:
    if not math.isfinite(weight) or not 0 <= weight <= HIGHEST:
        raise SelectionError(
            _("A weight is a number from 0 to 1,000,000; 0 leaves the checklist out of the fit."),
            field=f"weight_{template_id}",
        )
    return float(weight)
