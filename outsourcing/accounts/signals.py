"""Receives what allauth tells of sign-ins and passwords, for the trail."""

from typing import Any

from allauth.account import signals
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator

from outsourcing.accounts.actions import note_access
from outsourcing.accounts.models import User


def connect() -> None:
    """Listen; called once, from `apps.ready`."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    signals.password_reset.connect(_password_chosen, dispatch_uid="accounts.password_chosen")
    signals.password_changed.connect(_password_changed, dispatch_uid="accounts.password_changed")
    second_factor.authenticator_added.connect(_factor_added, dispatch_uid="accounts.factor_added")
    second_factor.authenticator_removed.connect(_factor_removed, dispatch_uid="accounts.factor_removed")
    second_factor.authenticator_reset.connect(_codes_renewed, dispatch_uid="accounts.codes_renewed")
    second_factor.authenticator_used.connect(_factor_used, dispatch_uid="accounts.factor_used")


def _signed_in(user: User, **_: Any) -> None:
    note_access(user=user, action="user.signed_in")


def _password_chosen(user: User, **_: Any) -> None:
    note_access(user=user, action="user.password_chosen")


def _password_changed(user: User, **_: Any) -> None:
    note_access(user=user, action="user.password_changed")


def _factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    # Recovery codes come and go with the first and the last real one.
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_access(user=user, action="user.second_factor_added")


def _factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_access(user=user, action="user.second_factor_removed")


def _codes_renewed(user: User, **_: Any) -> None:
    note_access(user=user, action="user.recovery_codes_renewed")


def _factor_used(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        note_access(user=user, action="user.recovery_code_used")
