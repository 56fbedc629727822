"""Registers what operators run; it has no tables."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """Backup, restore, moving to another database, logs and metrics."""

    name = "outsourcing.operation"
    label = "operation"
