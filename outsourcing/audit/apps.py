"""Registers the trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The append-only trail and the promises that the database itself keeps."""

    name = "outsourcing.audit"
    label = "audit"

    def ready(self) -> None:
        from outsourcing.audit import protection, triggers

        protection.protect_trail()
        post_migrate.connect(triggers.install_all, dispatch_uid="audit.install_triggers")
