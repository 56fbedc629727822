"""The pages of providers."""

from providers.views.archive import archive, restore
from providers.views.contacts import add_contact, edit_contact, remove_contact, restore_contact
from providers.views.directory import show_directory
from providers.views.editing import create, edit
from providers.views.profile import show
from providers.views.sites import add_site, edit_site, remove_site, restore_site

__all__ = [
    "add_contact",
    "add_site",
    "archive",
    "create",
    "edit",
    "edit_contact",
    "edit_site",
    "remove_contact",
    "remove_site",
    "restore",
    "restore_contact",
    "restore_site",
    "show",
    "show_directory",
]
