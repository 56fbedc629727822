"""The one way to write to the trail, and the job that chains it."""

from outsourcing.audit.actions.chain import chain_events
from outsourcing.audit.actions.record import record

__all__ = ["chain_events", "record"]
