"""Registers the trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The append-only trail and the promises that the database itself keeps."""

    name = "outsourcing.audit"
    label = "audit"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from outsourcing.actors import Permission
        from outsourcing.audit import protection, triggers
        from outsourcing.audit.views import entries
        from outsourcing.ui.registry import NavigationItem, register_home_panel, register_navigation

        protection.protect_trail()
        register_home_panel(entries.TRAIL)
        post_migrate.connect(triggers.install_all, dispatch_uid="audit.install_triggers")
        register_navigation(
            NavigationItem(
                label=_("Audit trail"),
                url_name="audit:list",
                icon="clock-history",
                group="setup",
                position=92,
                permission=Permission.READ_TRAIL,
            ),
        )
