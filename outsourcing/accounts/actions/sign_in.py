"""Notes in the trail what people do to their own access."""

from django.db import transaction

from outsourcing.accounts.models import User
from outsourcing.audit.actions import record
from outsourcing.audit.models import AuditEvent


@transaction.atomic
def note_access(*, user: User, action: str) -> AuditEvent:
    """Tell that this person signed in or chose a password."""
    return record(by=user.as_actor(), action=action, on=user)
