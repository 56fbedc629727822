"""Registers people and roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, roles, sign-in and user administration."""

    name = "outsourcing.accounts"
    label = "accounts"

    def ready(self) -> None:
        from outsourcing.accounts.actions import ensure_standard_roles

        post_migrate.connect(ensure_standard_roles, sender=self, dispatch_uid="accounts.standard_roles")
