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
from outsourcing.accounts.actions.second_factor import require_second_factor, reset_second_factor
from outsourcing.accounts.actions.sessions import end_all_sessions, end_session
from outsourcing.accounts.actions.sign_in import note_access
from outsourcing.accounts.actions.single_sign_on import (
    create_by_single_sign_on,
    link_single_sign_on,
    take_claimed_roles,
)
from outsourcing.accounts.actions.tidy import forget_old_access

__all__ = [
    "appoint_first_administrator",
    "change_person",
    "create_by_single_sign_on",
    "deactivate",
    "end_all_sessions",
    "end_session",
    "ensure_standard_roles",
    "forget_old_access",
    "found_house",
    "invite",
    "link_single_sign_on",
    "note_access",
    "reactivate",
    "rename",
    "renew_link",
    "require_second_factor",
    "reset_second_factor",
    "take_claimed_roles",
]
