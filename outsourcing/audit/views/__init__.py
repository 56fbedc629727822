"""Pages of the app."""

from outsourcing.audit.views.trail import trail

__all__ = ["trail"]
