"""Forms of the app."""

from outsourcing.jobs.forms.filters import WorkFilter

__all__ = ["WorkFilter"]
