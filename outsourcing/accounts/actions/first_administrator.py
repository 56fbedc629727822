"""Gives an empty house its first administrator, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from outsourcing.accounts import queries
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import Role, User
from outsourcing.actors import SYSTEM
from outsourcing.audit.actions import record

ADMINISTRATOR = "administrator"


@transaction.atomic
def found_house(*, email: str, name: str, password: str) -> User:
    """Make the first visitor who proved themselves the administrator, unless somebody was faster."""
    role = _locked_role()
    if not queries.nobody_yet():
        raise PeopleError(_("Somebody was faster: this house has its administrator. Sign in, or ask them."))
    user = User.objects.create_user(email=email, name=name, password=password)
    user.roles.add(role)
    record(by=SYSTEM, action="user.first_administrator", on=user)
    return user


@transaction.atomic
def appoint_first_administrator(*, email: str, name: str) -> User:
    """Make this person an administrator who still has to choose a password; only while there is none."""
    role = _locked_role()
    if queries.administrators().exists():
        raise PeopleError(
            _("An administrator exists already. They invite everybody else, on People and roles.")
        )
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
    user.roles.add(role)
    record(by=SYSTEM, action="user.first_administrator", on=user)
    return user


def _locked_role() -> Role:
    # Whoever founds second waits here, and then finds the house taken.
    return Role.objects.select_for_update().get(key=ADMINISTRATOR)
