"""Pages for machines that watch."""

from outsourcing.operation.views.metrics import metrics

__all__ = ["metrics"]
