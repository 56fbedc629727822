"""Gives each event its place and hash, in one order, without making savers wait for each other."""

from django.db import connection, transaction

from outsourcing.audit.domain.chain import GENESIS, chain_hash
from outsourcing.audit.models import AuditEvent

# Any number; it only has to be the same for everybody who chains.
CHAIN_LOCK = 720_451


@transaction.atomic
def chain_events(*, limit: int = 5_000) -> int:
    """Chain what is not chained yet, oldest first, and say how many events that were.

    The order is the order of chaining: ids of PostgreSQL commit out of order, so an id may be chained after a
    higher one, and that is right. Only one job chains at a time.
    """
    _wait_for_turn()
    last = AuditEvent.objects.filter(position__isnull=False).order_by("-position").first()
    position, previous = (last.position or 0, last.hash) if last else (0, GENESIS)
    waiting = list(AuditEvent.objects.filter(position__isnull=True).order_by("id")[:limit])
    for event in waiting:
        position += 1
        event.position, event.previous_hash = position, previous
        event.hash = previous = chain_hash(previous, position, event.facts())
    AuditEvent.objects.bulk_update(waiting, ["position", "previous_hash", "hash"], batch_size=200)
    return len(waiting)


def _wait_for_turn() -> None:
    # SQLite begins every transaction as the only writer; PostgreSQL needs to be told.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
