"""Ends sessions of one person, at once."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def end_session(*, by: Actor, user: User, session: UserSession) -> User:
    """Sign this one session out; its next click finds nobody."""
    session.end()
    record(by=by, action="user.session_ended", on=user)
    return user


@transaction.atomic
def end_all_sessions(*, by: Actor, user: User) -> User:
    """Sign the person out everywhere, listed or not; who acts may stay by renewing their own session."""
    User.objects.filter(pk=user.pk).update(access_number=F("access_number") + 1)
    count, _kinds = UserSession.objects.filter(user_id=user.pk).delete()
    record(by=by, action="user.sessions_ended", on=user, digest={"sessions": count})
    user.refresh_from_db()
    return user
