"""Writes of people and roles."""

from outsourcing.accounts.actions.first_administrator import appoint_first_administrator, found_house
from outsourcing.accounts.actions.people import (
    change_person,
    deactivate,
    invite,
    reactivate,
    rename,
    renew_link,
)
from outsourcing.accounts.actions.roles import ensure_standard_roles
from outsourcing.accounts.actions.sign_in import note_access
from outsourcing.accounts.actions.tidy import forget_old_access

__all__ = [
    "appoint_first_administrator",
    "change_person",
    "deactivate",
    "ensure_standard_roles",
    "forget_old_access",
    "found_house",
    "invite",
    "note_access",
    "reactivate",
    "rename",
    "renew_link",
]
