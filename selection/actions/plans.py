"""Saving and removing the plan for an assigned team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.domain.footing import footing_data
from selection.domain.team_plan import TeamMember
from selection.models import Candidacy, TeamPlan
from selection.queries.plans import Grounds


@dataclass(frozen=True)
class PlanFacts:
    """A plan as one form describes it; each assumption has a figure, a source and a year."""

    title: str
    months: int
    currency: str
    team: Sequence[TeamMember]
    assumptions: Mapping[str, Mapping[str, object]]


@transaction.atomic
def create_plan(
    *, by: Actor, candidacy: Candidacy, grounds: Grounds, facts: PlanFacts, now: datetime
) -> TeamPlan:
    """Save a new plan, on the figures of one roster."""
    require_open(candidacy.project_id)
    plan = TeamPlan(candidacy=candidacy)
    _write(plan, grounds, facts, by, now)
    plan.save()
    record(by=by, action="plan.created", on=plan, digest={"candidacy": candidacy.pk})
    return plan


@transaction.atomic
def change_plan(
    *,
    by: Actor,
    plan: TeamPlan,
    grounds: Grounds,
    facts: PlanFacts,
    expected_version: int,
    now: datetime,
) -> TeamPlan:
    """Save a plan again, unless somebody else did since it was read."""
    require_open(plan.candidacy.project_id)
    locked = TeamPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.row_version != expected_version:
        raise SelectionError(_("Somebody else changed this plan meanwhile. Yours is below; theirs is saved."))
    locked.row_version = expected_version + 1
    _write(locked, grounds, facts, by, now)
    locked.save()
    record(by=by, action="plan.changed", on=locked, digest={"row_version": locked.row_version})
    return locked


@transaction.atomic
def remove_plan(*, by: Actor, plan: TeamPlan) -> None:
    """Remove a plan; a second time changes nothing."""
    require_open(plan.candidacy.project_id)
    record(by=by, action="plan.removed", on=plan, digest={"candidacy": plan.candidacy_id})
    TeamPlan.objects.filter(pk=plan.pk).delete()


def _write(plan: TeamPlan, grounds: Grounds, facts: PlanFacts, by: Actor, now: datetime) -> None:
    plan.analysis, plan.footing = grounds.analysis, footing_data(grounds.footing)
    plan.title, plan.months, plan.currency = facts.title, facts.months, facts.currency
    plan.team = [
        {"role": member.role, "function": member.function, "tenure": member.tenure} for member in facts.team
    ]
    plan.assumptions = {name: dict(said) for name, said in facts.assumptions.items()}
    plan.saved_at = now
    plan.saved_by_kind, plan.saved_by_id, plan.saved_by_name = by.kind, by.id, by.name[:200]
