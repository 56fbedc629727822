"""Invites people, changes what they may do, lets them out and in again."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from outsourcing.accounts import queries
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import Role, User, UserState
from outsourcing.actors import Actor, Permission
from outsourcing.audit.actions import record


@transaction.atomic
def invite(*, by: Actor, email: str, name: str, roles: Collection[Role]) -> User:
    """Add a person who cannot sign in before they have chosen a password."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email=email, name=name)
    except IntegrityError as error:
        raise PeopleError(_("Somebody with this e-mail address is here already.")) from error
    user.roles.set(roles)
    record(by=by, action="user.invited", on=user, digest={"roles": _keys(roles)})
    return user


@transaction.atomic
def change_person(*, by: Actor, user: User, name: str, roles: Collection[Role]) -> User:
    """Change a person's name and roles; roles count from their next click."""
    if not any(Permission.MANAGE_USERS in role.allowed() for role in roles):
        keep_an_administrator(besides=user)
    User.objects.filter(pk=user.pk).update(name=name)
    user.roles.set(roles)
    user.name = name
    record(by=by, action="user.changed", on=user, digest={"roles": _keys(roles)})
    return user


@transaction.atomic
def rename(*, by: Actor, user: User, name: str) -> User:
    """Change a person's name alone."""
    User.objects.filter(pk=user.pk).update(name=name)
    user.name = name
    record(by=by, action="user.renamed", on=user)
    return user


@transaction.atomic
def deactivate(*, by: Actor, user: User) -> User:
    """Keep a person out from this moment: their sessions end, their links die; what they did stays."""
    keep_an_administrator(besides=user)
    active = User.objects.filter(pk=user.pk, is_active=True)
    if not active.update(is_active=False, access_number=F("access_number") + 1):
        raise PeopleError(_("%(name)s is deactivated already.") % {"name": user.name})
    record(by=by, action="user.deactivated", on=user)
    user.refresh_from_db()
    return user


@transaction.atomic
def reactivate(*, by: Actor, user: User) -> User:
    """Let a deactivated person in again, with the password and roles they had."""
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise PeopleError(_("%(name)s is active already.") % {"name": user.name})
    record(by=by, action="user.reactivated", on=user)
    user.refresh_from_db()
    return user


@transaction.atomic
def renew_link(*, by: Actor, user: User) -> User:
    """Make way for a fresh link: earlier ones and open sessions end."""
    active = User.objects.filter(pk=user.pk, is_active=True)
    if not active.update(access_number=F("access_number") + 1):
        raise PeopleError(_("%(name)s is deactivated. Reactivate them first.") % {"name": user.name})
    record(by=by, action="user.link_renewed", on=user)
    user.refresh_from_db()
    return user


def keep_an_administrator(*, besides: User) -> None:
    """Refuse to go on, inside a transaction, if this person is the last who can let people in."""
    # The lock makes two administrators who remove each other wait for each other.
    list(Role.objects.select_for_update().order_by("pk"))
    administrators = queries.administrators()
    is_one = besides.state == UserState.ACTIVE and administrators.filter(pk=besides.pk).exists()
    if is_one and not administrators.exclude(pk=besides.pk).exists():
        raise PeopleError(
            _(
                "%(name)s is the last active administrator. Give somebody else that role first, "
                "or nobody could let people in any more."
            )
            % {"name": besides.name},
        )


def _keys(roles: Collection[Role]) -> str:
    return ", ".join(sorted(role.key for role in roles))
