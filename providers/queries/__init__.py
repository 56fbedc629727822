"""Reads of providers; each sees only what its actor may see."""

from providers.queries.directory import directory, found_providers
from providers.queries.history import Change, changes_of
from providers.queries.profile import (
    countries_in_use,
    namesake,
    restorable_contacts,
    restorable_sites,
    services_in_use,
    visible_contacts,
    visible_providers,
    visible_sites,
    with_particulars,
)

__all__ = [
    "Change",
    "changes_of",
    "countries_in_use",
    "directory",
    "found_providers",
    "namesake",
    "restorable_contacts",
    "restorable_sites",
    "services_in_use",
    "visible_contacts",
    "visible_providers",
    "visible_sites",
    "with_particulars",
]
