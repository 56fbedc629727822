"""Writes of providers, the people there and their places: one event of the trail each."""

from providers.actions.contacts import (
    EmailTakenError,
    add_contact,
    change_contact,
    remove_contact,
    restore_contact,
)
from providers.actions.providers import (
    NameTakenError,
    archive_provider,
    change_provider,
    create_provider,
    restore_provider,
)
from providers.actions.sites import add_site, change_site, remove_site, restore_site
from providers.actions.turns import StaleError

__all__ = [
    "EmailTakenError",
    "NameTakenError",
    "StaleError",
    "add_contact",
    "add_site",
    "archive_provider",
    "change_contact",
    "change_provider",
    "change_site",
    "create_provider",
    "remove_contact",
    "remove_site",
    "restore_contact",
    "restore_provider",
    "restore_site",
]
