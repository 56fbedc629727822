"""Records one event in the transaction of what it tells."""

from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone

from outsourcing.actors import Actor
from outsourcing.audit.models import AuditEvent


def record(
    *,
    by: Actor,
    action: str,
    on: models.Model,
    digest: Mapping[str, str | int] | None = None,
) -> AuditEvent:
    """Add an event; it stands or falls with the surrounding transaction.

    The clock is read here and nowhere handed in: the time of an event is not for its writer to choose.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event belongs into the transaction of what it tells.")
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name[:200],
        action=action,
        object_type=on._meta.label_lower,
        object_id=str(on.pk),
        object_label=str(on)[:200],
        digest=dict(digest or {}),
    )
