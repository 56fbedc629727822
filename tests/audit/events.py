"""Events for tests of the trail."""

from outsourcing.accounts.models import Role
from outsourcing.actors import SYSTEM, Actor
from outsourcing.audit.actions import record
from outsourcing.audit.models import AuditEvent


def happened(action: str = "role.changed", *, by: Actor = SYSTEM, **digest: str | int) -> AuditEvent:
    """One event about a role, recorded as an action would."""
    return record(by=by, action=action, on=Role.objects.get(key="auditor"), digest=digest)
