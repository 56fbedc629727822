"""Who needs a second factor, and losing one."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import Role, User
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def require_second_factor(*, by: Actor, role: Role, required: bool) -> Role:
    """From their next click on, whoever holds this role needs a second factor, or no longer."""
    if (
        not Role.objects.filter(pk=role.pk)
        .exclude(needs_second_factor=required)
        .update(needs_second_factor=required)
    ):
        raise PeopleError(_("This is so already."))
    digest = {"required": int(required)}
    record(by=by, action="role.second_factor_changed", on=role, digest=digest)
    role.refresh_from_db()
    return role


@transaction.atomic
def reset_second_factor(*, by: Actor, user: User) -> User:
    """Take a lost second factor off an account and end its sessions; the password stays."""
    count, _kinds = Authenticator.objects.filter(user_id=user.pk).delete()
    if not count:
        raise PeopleError(_("%(name)s has no second factor.") % {"name": user.name})
    User.objects.filter(pk=user.pk).update(access_number=F("access_number") + 1)
    record(by=by, action="user.second_factor_reset", on=user, digest={"removed": count})
    user.refresh_from_db()
    return user
