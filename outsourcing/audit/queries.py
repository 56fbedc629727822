"""Reads of the trail: the page's events, the chain's state, and its proof."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from outsourcing.actors import Actor, Permission
from outsourcing.audit.domain.chain import GENESIS, chain_hash
from outsourcing.audit.models import AuditEvent


@dataclass(frozen=True)
class ChainReport:
    """What walking the whole chain showed."""

    chained: int
    tail: int
    head: str
    faults: tuple[str, ...]


def visible_events(actor: Actor) -> QuerySet[AuditEvent]:
    """The events this actor may read, newest first."""
    events = AuditEvent.objects.order_by("-at", "-id")
    return events if actor.may(Permission.READ_TRAIL) else events.none()


def verify_chain() -> ChainReport:
    """Recompute every hash; each fault names the position where the chain does not hold."""
    chained, head, faults = 0, GENESIS, []
    for event in _chained_events():
        chained += 1
        if event.position != chained:
            faults.append(f"Position {chained} is missing; {event.position} follows.")
            chained = event.position or chained
        if event.previous_hash != head:
            faults.append(f"Event {event.position} does not follow the one before it.")
        if event.hash != chain_hash(event.previous_hash, event.position or 0, event.facts()):
            faults.append(f"Event {event.position} was changed.")
        head = event.hash
    tail = AuditEvent.objects.filter(position__isnull=True).count()
    return ChainReport(chained=chained, tail=tail, head=head, faults=tuple(faults))


def _chained_events() -> Iterator[AuditEvent]:
    return AuditEvent.objects.filter(position__isnull=False).order_by("position").iterator(chunk_size=2_000)
