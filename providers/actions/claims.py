"""Recording and withdrawing what a provider claims of its attrition."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.domain.claims import ClaimFacts
from providers.models import AttritionClaim, Provider


@transaction.atomic
def record_claim(*, by: Actor, provider: Provider, facts: ClaimFacts, now: datetime) -> AttritionClaim:
    """Write down what was claimed, by which definition, and where it was said."""
    claim = AttritionClaim.objects.create(
        provider=provider,
        recorded_at=now,
        recorded_by_kind=by.kind,
        recorded_by_id=by.id,
        recorded_by_name=by.name[:200],
        **asdict(facts),
    )
    record(by=by, action="claim.recorded", on=claim, digest={"provider": provider.pk})
    return claim


@transaction.atomic
def withdraw_claim(*, by: Actor, claim: AttritionClaim, reason: str, now: datetime) -> AttritionClaim:
    """Take a claim out of use for a reason; a second time changes nothing."""
    standing = AttritionClaim.objects.filter(pk=claim.pk, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=now, withdrawn_reason=reason.strip()):
        record(by=by, action="claim.withdrawn", on=claim, digest={"provider": claim.provider_id})
    claim.refresh_from_db()
    return claim
