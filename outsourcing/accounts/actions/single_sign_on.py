"""Lets in the people whom the company's own sign-in vouches for."""

from collections.abc import Collection, Mapping

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from outsourcing.accounts.actions.people import keep_an_administrator
from outsourcing.accounts.models import Role, User
from outsourcing.actors import SYSTEM, Permission
from outsourcing.audit.actions import record


@transaction.atomic
def link_single_sign_on(*, user: User, issuer: str, subject: str) -> SocialAccount:
    """From now on this identity is this person, whatever becomes of their e-mail address there."""
    account = SocialAccount.objects.create(user=user, provider=issuer, uid=subject)
    record(by=SYSTEM, action="user.single_sign_on_linked", on=user)
    return account


@transaction.atomic
def create_by_single_sign_on(*, email: str, name: str) -> User:
    """Add a person on the issuer's word; they have no password and, so far, no role."""
    user = User.objects.create_user(email=email, name=name)
    record(by=SYSTEM, action="user.single_sign_on_created", on=user)
    return user


@transaction.atomic
def take_claimed_roles(*, user: User, groups: Collection[str], mapping: Mapping[str, str]) -> bool:
    """Give the roles that the groups stand for, take the others of the mapping; says whether any changed."""
    claimed = {mapping[group] for group in groups if group in mapping}
    before = set(user.roles.all())
    by_hand = {role for role in before if role.key not in mapping.values()}
    after = by_hand | set(Role.objects.filter(key__in=claimed))
    if after == before:
        return False
    if not any(Permission.MANAGE_USERS in role.allowed() for role in after):
        keep_an_administrator(besides=user)
    user.roles.set(after)
    keys = ", ".join(sorted(role.key for role in after))
    record(by=SYSTEM, action="user.roles_claimed", on=user, digest={"roles": keys})
    return True
