"""Reads of people: the list, one person, and who could look after the house."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from outsourcing.accounts.models import Role, User, UserState
from outsourcing.actors import Actor, Permission
from outsourcing.audit.naming import numbers

WITHOUT_PASSWORD = {"password__startswith": UNUSABLE_PASSWORD_PREFIX}


def visible_users(actor: Actor) -> QuerySet[User]:
    """The people this actor looks after, by name, with their roles."""
    users = User.objects.prefetch_related("roles").order_by("name", "id")
    return users if actor.may(Permission.MANAGE_USERS) else users.none()


def in_state(users: QuerySet[User], state: str) -> QuerySet[User]:
    """Those of them whose account stands like this."""
    if state == UserState.DEACTIVATED:
        return users.filter(is_active=False)
    never_came = {**WITHOUT_PASSWORD, "last_login": None}
    active = users.filter(is_active=True)
    return active.filter(**never_came) if state == UserState.INVITED else active.exclude(**never_came)


def never_signed_in(actor: Actor) -> QuerySet[User]:
    """Those of them who could come in and never have, the longest invited first."""
    waiting = visible_users(actor).filter(is_active=True, last_login__isnull=True)
    return waiting.order_by("invited_at", "id")


def administrators() -> QuerySet[User]:
    """Who can sign in now, with a password of this house, and may manage users."""
    roles = [role.pk for role in Role.objects.all() if Permission.MANAGE_USERS in role.allowed()]
    # Those whom only the company's sign-in lets in do not count: it may be away, or no longer configured.
    with_password = User.objects.exclude(**WITHOUT_PASSWORD)
    return in_state(with_password.filter(roles__in=roles), UserState.ACTIVE).distinct()


def nobody_yet() -> bool:
    """Whether the house is empty and waits for its first administrator."""
    return not User.objects.exists()


SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def needs_second_factor(user: User) -> bool:
    """Whether one of the person's roles asks for a second factor."""
    return any(role.needs_second_factor for role in user.current_roles)


def has_second_factor(user: User) -> bool:
    """Whether the person set one up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists())


def sessions_of(user: User) -> list[UserSession]:
    """The person's own open sessions, last seen first; what has ended is forgotten on the way."""
    sessions: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda session: session.last_seen_at, reverse=True)


def names_of_people(keys: Sequence[str]) -> dict[str, str]:
    """Whom owed work is for, by number."""
    return {str(pk): name for pk, name in User.objects.filter(pk__in=numbers(keys)).values_list("pk", "name")}
