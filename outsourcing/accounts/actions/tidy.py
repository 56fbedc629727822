"""Forgets what is over: sessions that ended, and addresses of failed sign-ins."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

# Longer than any account rests; addresses of visitors are not kept without need.
KEPT = timedelta(days=1)


@transaction.atomic
def forget_old_access(*, now: datetime) -> None:
    """Delete ended sessions and old failures; nothing that the trail would have to tell."""
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()
