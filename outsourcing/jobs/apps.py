"""Registers owed work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The outbox of work that is owed, its workers and its page."""

    name = "outsourcing.jobs"
    label = "jobs"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from outsourcing.actors import Permission
        from outsourcing.audit.phrases import register_phrases
        from outsourcing.jobs.views import entries
        from outsourcing.ui.registry import NavigationItem, register_home_panel, register_navigation

        register_phrases({"owed_work.retried": _("asked to try owed work again")})
        register_home_panel(entries.OWED)
        register_navigation(
            NavigationItem(
                label=_("Owed work"),
                url_name="jobs:list",
                icon="gear-wide-connected",
                group="setup",
                position=93,
                permission=Permission.MANAGE_OWED_WORK,
                badge=entries.failed_badge,
            ),
        )
