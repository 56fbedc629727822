"""Home tells those who look after owed work what failed, and whether the workers' clock ticks."""

from datetime import date

import pytest
from django.utils import timezone

from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState
from outsourcing.jobs.views import entries
from tests.people import actor, client_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def fail(key: str) -> None:
    now = timezone.now()
    OwedWork.objects.create(
        task="tests.compute",
        key=key,
        owed_since=now,
        state=WorkState.FAILED,
        last_error=f"No such thing: {key}",
    )


def home() -> str:
    return client_of("administrator").get("/").content.decode()


def test_what_failed_is_named_with_its_reason() -> None:
    Heartbeat.objects.create(name="sweep", at=timezone.now())
    for key in ("6", "7"):
        fail(key)

    page = home()

    assert "2 pieces of work failed and wait for you." in page
    assert "No such thing: 6" in page
    assert "No such thing: 7" in page


def test_all_is_well_only_while_the_clock_ticks() -> None:
    assert "No worker has been heard yet" in home()

    Heartbeat.objects.create(name="sweep", at=timezone.now())

    assert "Nothing failed, and the workers' clock ticks." in home()


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "template_admin", "auditor"])
def test_nobody_else_is_told(role: str) -> None:
    assert entries.owed(actor(role), TODAY) is None
