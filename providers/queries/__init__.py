"""Reads of providers; each sees only what its actor may see."""

from providers.queries.directory import directory, found_providers
from providers.queries.history import Change, changes_of
from providers.queries.portal import (
    expected_contacts,
    invitation_by_link,
    live_invitations,
    present_contact,
)
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
    "expected_contacts",
    "found_providers",
    "invitation_by_link",
    "live_invitations",
    "namesake",
    "present_contact",
    "restorable_contacts",
    "restorable_sites",
    "services_in_use",
    "visible_contacts",
    "visible_providers",
    "visible_sites",
    "with_particulars",
]
