"""Old sessions and addresses of failed sign-ins are forgotten; what still counts is kept."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from outsourcing.accounts.actions import forget_old_access
from tests.people import client_of

NOW = timezone.now()


@pytest.mark.django_db
def test_what_is_over_is_forgotten_and_what_counts_is_kept() -> None:
    client = client_of("evaluator")
    Session.objects.create(session_key="over", session_data="", expire_date=NOW - timedelta(seconds=1))
    for name, age in (("old", timedelta(days=2)), ("fresh", timedelta(hours=23))):
        attempt = AccessAttempt.objects.create(username=name, failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=NOW - age)

    forget_old_access(now=NOW)

    assert client.get("/profile/").status_code == 200
    assert not Session.objects.filter(session_key="over").exists()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["fresh"]
