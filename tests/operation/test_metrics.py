"""Measures: shown to who holds the token, right in their figures, and unhurt by a frozen Redis."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState
from outsourcing.operation.exposition import exposition
from outsourcing.operation.queries import readings
from tests.services.redis import RealRedis

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def token(settings: Any) -> str:
    """The token of an installation that is watched."""
    settings.METRICS_TOKEN = "a-long-token"
    return "a-long-token"


def owed(task: str, key: str, state: WorkState, minutes: int = 0, **more: Any) -> None:
    since = NOW - timedelta(minutes=minutes)
    OwedWork.objects.create(task=task, key=key, state=state, owed_since=since, **more)


def test_without_a_token_in_the_settings_there_is_no_such_page(client: Client) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer ", "Basic a-long-token", "Bearer ä"])
def test_without_the_right_token_there_are_no_figures(client: Client, token: str, header: str) -> None:
    answer = client.get("/metrics", headers={"Authorization": header})

    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_the_page_shows_figures_to_who_holds_the_token(client: Client, token: str) -> None:
    owed("assessments.score", "1", WorkState.FAILED)
    Heartbeat.objects.create(name="sweep", at=timezone.now())

    answer = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    assert 'parity_owed_work{task="assessments.score",state="failed"} 1.0' in lines
    assert "parity_owed_work_failed 1.0" in lines
    assert "parity_redis_up 0.0" in lines


def test_the_figures_are_those_of_the_database() -> None:
    owed("a", "1", WorkState.QUEUED, minutes=3)
    owed("a", "2", WorkState.QUEUED, minutes=7)
    owed("a", "3", WorkState.DONE, minutes=90, finished_at=NOW - timedelta(minutes=1))
    owed("b", "1", WorkState.FAILED, minutes=60)
    Heartbeat.objects.create(name="sweep", at=NOW - timedelta(seconds=20))

    read = readings(NOW)

    assert read.owed[("a", "queued")] == 2
    assert read.owed[("b", "queued")] == 0
    assert read.oldest_seconds == 420
    assert read.silent_seconds == {"sweep": 20}
    assert read.last_finished == {"a": NOW - timedelta(minutes=1)}
    assert not read.is_ready


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        owed(f"task{number % 5}", str(number), WorkState.QUEUED)

    with django_assert_max_num_queries(9):
        readings(NOW)


def test_every_line_is_of_the_format_and_labels_cannot_break_out() -> None:
    owed('we"ird\ntask', "1", WorkState.QUEUED)

    page = exposition(readings(NOW), {"default": 3}, "0.1.0")

    assert 'parity_owed_work{task="we\\"ird\\ntask",state="queued"} 1.0\n' in page
    assert 'parity_celery_queue_messages{queue="default"} 3.0\n' in page
    assert all(line.startswith(("parity_", "# HELP parity_", "# TYPE parity_")) for line in page.splitlines())


@pytest.mark.worker
def test_a_redis_that_answers_is_up_and_a_frozen_one_is_down_within_two_seconds(
    client: Client, token: str, redis_server: RealRedis, settings: Any
) -> None:
    settings.CELERY_BROKER_URL = redis_server.url
    headers = {"Authorization": f"Bearer {token}"}

    awake = client.get("/metrics", headers=headers).content.decode()
    redis_server.freeze()
    started = timezone.now()
    frozen = client.get("/metrics", headers=headers).content.decode()
    took = timezone.now() - started
    redis_server.thaw()

    assert "parity_redis_up 1.0\n" in awake
    assert 'parity_celery_queue_messages{queue="uploads"} 0.0\n' in awake
    assert "parity_redis_up 0.0\n" in frozen
    assert took < timedelta(seconds=2)
