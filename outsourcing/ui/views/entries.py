"""What the shell itself puts into the sidebar."""

from django.utils import timezone

from outsourcing.actors import Actor
from outsourcing.ui.registry import inbox_size


def inbox_count(actor: Actor) -> int:
    """How many things are this actor's to do."""
    return inbox_size(actor, timezone.localdate())
