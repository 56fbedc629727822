"""What owed work puts into the sidebar."""

from outsourcing.actors import Actor
from outsourcing.jobs.queries import failed_count


def failed_badge(actor: Actor) -> int:
    """How many pieces of work failed and wait for somebody."""
    return failed_count(actor)
