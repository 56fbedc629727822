"""Saving and removing the plan for an assigned team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.domain.footing import footing_data
from selection.domain.team_plan import TeamMember, member_data
from selection.models import Candidacy, TeamPlan, TeamPlanVersion
from selection.queries.plans import Grounds, contents_of, new_headline


class PlanChangedError(SelectionError):
    """Somebody else saved a plan since it was read."""


@dataclass(frozen=True)
class PlanFacts:
    """A plan as one form describes it; each assumption has a figure, a source and a year."""

    title: str
    months: int
    currency: str
    team: Sequence[TeamMember]
    assumptions: Mapping[str, Mapping[str, object]]
    begins: date | None = None

    def contents(self) -> dict[str, Any]:
        """What was typed, as a version holds it."""
        return {
            "title": self.title,
            "months": self.months,
            "currency": self.currency,
            "begins": self.begins.isoformat() if self.begins else None,
            "team": [member_data(member) for member in self.team],
            "assumptions": {name: dict(said) for name, said in self.assumptions.items()},
        }


@transaction.atomic
def create_plan(
    *, by: Actor, candidacy: Candidacy, grounds: Grounds, facts: PlanFacts, now: datetime
) -> TeamPlan:
    """Save a new plan, on the figures of one roster."""
    require_open(candidacy.project_id)
    plan = TeamPlan(candidacy=candidacy)
    _write(plan, grounds, facts, by, now)
    plan.save()
    _keep_version(plan)
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
    locked = _locked(plan, expected_version)
    _write(locked, grounds, facts, by, now)
    locked.save()
    _keep_version(locked)
    record(by=by, action="plan.changed", on=locked, digest={"row_version": locked.row_version})
    return locked


@transaction.atomic
def renew_plan(
    *, by: Actor, plan: TeamPlan, grounds: Grounds, expected_version: int, now: datetime
) -> TeamPlan:
    """Compute a plan anew on what is known now; what was typed stays."""
    locked = _locked(plan, expected_version)
    _stand_on(locked, grounds, by, now)
    locked.save()
    _keep_version(locked)
    record(by=by, action="plan.renewed", on=locked, digest={"row_version": locked.row_version})
    return locked


@transaction.atomic
def remove_plan(*, by: Actor, plan: TeamPlan) -> None:
    """Remove a plan; a second time changes nothing."""
    require_open(plan.candidacy.project_id)
    record(by=by, action="plan.removed", on=plan, digest={"candidacy": plan.candidacy_id})
    TeamPlan.objects.filter(pk=plan.pk).delete()


def _locked(plan: TeamPlan, expected_version: int) -> TeamPlan:
    """The row for writing, as its next version; refused where somebody else saved meanwhile."""
    require_open(plan.candidacy.project_id)
    locked = TeamPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.row_version != expected_version:
        raise PlanChangedError(_("Somebody else changed this plan meanwhile, and that was not overwritten."))
    locked.row_version = expected_version + 1
    return locked


def _write(plan: TeamPlan, grounds: Grounds, facts: PlanFacts, by: Actor, now: datetime) -> None:
    plan.begins = facts.begins
    plan.title, plan.months, plan.currency = facts.title, facts.months, facts.currency
    typed = facts.contents()
    plan.team, plan.assumptions = typed["team"], typed["assumptions"]
    _stand_on(plan, grounds, by, now)


def _stand_on(plan: TeamPlan, grounds: Grounds, by: Actor, now: datetime) -> None:
    plan.analysis, plan.footing = grounds.analysis, footing_data(grounds.footing)
    plan.headline = new_headline(plan)
    plan.saved_at = now
    plan.saved_by_kind, plan.saved_by_id, plan.saved_by_name = by.kind, by.id, by.name[:200]


def _keep_version(plan: TeamPlan) -> None:
    TeamPlanVersion.objects.create(
        plan=plan,
        number=plan.row_version,
        contents=contents_of(plan),
        saved_at=plan.saved_at,
        saved_by_kind=plan.saved_by_kind,
        saved_by_id=plan.saved_by_id,
        saved_by_name=plan.saved_by_name,
    )
