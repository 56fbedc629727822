"""Receives what allauth tells of sign-ins and passwords, for the trail."""

from typing import Any

from allauth.account import signals

from outsourcing.accounts.actions import note_access
from outsourcing.accounts.models import User


def connect() -> None:
    """Listen; called once, from `apps.ready`."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    signals.password_reset.connect(_password_chosen, dispatch_uid="accounts.password_chosen")
    signals.password_changed.connect(_password_changed, dispatch_uid="accounts.password_changed")


def _signed_in(user: User, **_: Any) -> None:
    note_access(user=user, action="user.signed_in")


def _password_chosen(user: User, **_: Any) -> None:
    note_access(user=user, action="user.password_chosen")


def _password_changed(user: User, **_: Any) -> None:
    note_access(user=user, action="user.password_changed")
