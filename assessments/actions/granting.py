"""Gives and takes what somebody may do with an assessment."""

from django.db import transaction

from assessments.models import Assessment, Capability, Grant, Response, Section
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record


@transaction.atomic
def grant(
    *,
    by: Actor,
    to_kind: ActorKind,
    to_id: str,
    assessment: Assessment,
    capability: Capability,
    section: Section | None = None,
    response: Response | None = None,
) -> Grant:
    """Allow somebody something: on all of it, on one section or on one response. Twice is as once."""
    given, created = Grant.objects.get_or_create(
        actor_kind=to_kind,
        actor_id=to_id,
        assessment=assessment,
        capability=capability,
        section=section,
        response=response,
    )
    if created:
        record(by=by, action="assessment.granted", on=assessment, digest=_digest(given))
    return given


@transaction.atomic
def revoke(*, by: Actor, given: Grant) -> None:
    """Take a grant back; taking it twice does nothing."""
    deleted, _each = Grant.objects.filter(pk=given.pk).delete()
    if deleted:
        record(by=by, action="assessment.revoked", on=given.assessment, digest=_digest(given))


def _digest(given: Grant) -> dict[str, str | int]:
    return {"to": f"{given.actor_kind}:{given.actor_id}", "capability": str(given.capability)}
