"""Forms of the app."""

from outsourcing.audit.forms.filters import TrailFilter

__all__ = ["TrailFilter"]
