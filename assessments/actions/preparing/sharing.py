"""Shares the preparations of both sides with the provider's people, and takes that back."""

from datetime import datetime

from django.db import transaction

from assessments.actions.preparing.keeping import lock_preparedness
from assessments.models import Assessment, Preparedness
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def share_preparations(*, by: Actor, assessment: Assessment, now: datetime) -> Preparedness:
    """From now on the provider's people see the same list and do their part; twice is as once."""
    kept = lock_preparedness(assessment.pk)
    if kept.shared_at is None:
        kept.shared_at, kept.shared_by_name = now, by.name[:200]
        kept.save(update_fields=["shared_at", "shared_by_name"])
        record(by=by, action="preparations.shared", on=assessment)
    return kept


@transaction.atomic
def unshare_preparations(*, by: Actor, assessment: Assessment) -> Preparedness:
    """Show them no longer; what the provider's people did stays."""
    kept = lock_preparedness(assessment.pk)
    if kept.shared_at is not None:
        kept.shared_at, kept.shared_by_name = None, ""
        kept.save(update_fields=["shared_at", "shared_by_name"])
        record(by=by, action="preparations.unshared", on=assessment)
    return kept
