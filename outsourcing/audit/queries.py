"""Reads of the trail: the page's events, the chain's state, and its proof."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from outsourcing.actors import Actor, Permission
from outsourcing.audit.domain.chain import GENESIS
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


@dataclass(frozen=True)
class ChainState:
    """How far the chain reaches, without proving it."""

    position: int
    head: str
    tail: int


def chain_state() -> ChainState:
    """The last chained event, and how many wait to be chained."""
    last = AuditEvent.objects.filter(position__isnull=False).order_by("-position").first()
    return ChainState(
        position=(last.position or 0) if last else 0,
        head=last.hash if last else GENESIS,
        tail=AuditEvent.objects.filter(position__isnull=True).count(),
    )


def actions_seen(actor: Actor) -> list[str]:
    """The actions that happened at least once."""
    return _seen(actor, "action")


def object_types_seen(actor: Actor) -> list[str]:
    """The kinds of objects that events tell of."""
    return _seen(actor, "object_type")


def _seen(actor: Actor, column: str) -> list[str]:
    return list(visible_events(actor).order_by(column).values_list(column, flat=True).distinct())


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
        if not event.holds:
            faults.append(f"Event {event.position} was changed.")
        head = event.hash
    tail = AuditEvent.objects.filter(position__isnull=True).count()
    return ChainReport(chained=chained, tail=tail, head=head, faults=tuple(faults))


def _chained_events() -> Iterator[AuditEvent]:
    return AuditEvent.objects.filter(position__isnull=False).order_by("position").iterator(chunk_size=2_000)
