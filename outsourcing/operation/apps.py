"""Registers what operators run; it has no tables."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """Backup, restore, moving to another database, logs and metrics."""

    name = "outsourcing.operation"
    label = "operation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from outsourcing.audit.phrases import register_phrases

        register_phrases({"backup.restored": _("restored a backup.")})
