"""Registers people and roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, roles, sign-in and user administration."""

    name = "outsourcing.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from outsourcing.accounts import phrases, queries, signals
        from outsourcing.accounts.actions import ensure_standard_roles
        from outsourcing.accounts.actions.links import RESET_MAIL
        from outsourcing.accounts.views import entries
        from outsourcing.actors import Permission
        from outsourcing.audit.naming import register_names
        from outsourcing.jobs.names import register_work
        from outsourcing.ui.registry import NavigationItem, register_home_panel, register_navigation

        post_migrate.connect(ensure_standard_roles, sender=self, dispatch_uid="accounts.standard_roles")
        signals.connect()
        phrases.register()
        register_work(RESET_MAIL, _("Mail with a link for a new password"))
        register_names(RESET_MAIL, queries.names_of_people)
        register_home_panel(entries.AWAITED)
        register_navigation(
            NavigationItem(
                label=_("People and roles"),
                url_name="accounts:users",
                icon="people",
                group="setup",
                position=91,
                permission=Permission.MANAGE_USERS,
            ),
        )
