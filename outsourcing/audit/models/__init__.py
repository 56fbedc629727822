"""The tables of the trail."""

from outsourcing.audit.models.event import AuditEvent

__all__ = ["AuditEvent"]
