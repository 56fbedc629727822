"""The real services of the tests do what they are there for."""

import time

import pytest
from django.db import transaction
from django.utils import timezone

from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from outsourcing.audit.actions import record
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs import bell
from outsourcing.jobs.actions import owe
from outsourcing.jobs.models import OwedWork
from outsourcing.launch.redis_server import ask
from tests.people import person
from tests.services.accessibility import assert_accessible
from tests.services.browser import Browse
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker


def _owe(key: str) -> None:
    with transaction.atomic():
        owe("nobody.does.this", key)


def _event() -> AuditEvent:
    with transaction.atomic():
        return record(by=SYSTEM, action="tried", on=person())


def _is_chained(event: AuditEvent) -> bool:
    event.refresh_from_db()
    return event.position is not None


@pytest.mark.worker
def test_a_worker_with_beat_works_on_the_database_of_the_test(celery_worker_process: RealWorker) -> None:
    event = _event()

    eventually(lambda: _is_chained(event), what="the trail to be chained")


@pytest.mark.worker
def test_a_killed_worker_goes_on_when_it_is_started_again(celery_worker_process: RealWorker) -> None:
    celery_worker_process.kill()
    event = _event()

    celery_worker_process.start()

    eventually(lambda: _is_chained(event), what="the trail to be chained")


@pytest.mark.worker
def test_what_was_rung_outlives_a_restart_of_redis(redis_server: RealRedis) -> None:
    assert bell.ring("nobody.does.this", "1")

    redis_server.stop()
    redis_server.start()

    assert ask(redis_server.redis, ("LLEN", "default")) == b":1\r\n"


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_frozen_redis_delays_a_saver_once_and_then_no_more(redis_server: RealRedis) -> None:
    redis_server.freeze()

    began = time.monotonic()
    _owe("1")
    first = time.monotonic() - began
    _owe("2")
    second = time.monotonic() - began - first

    assert OwedWork.objects.count() == 2
    assert first < 5
    assert second < 0.5


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_stopped_redis_loses_nothing(redis_server: RealRedis) -> None:
    redis_server.stop()

    _owe("1")

    assert OwedWork.objects.filter(task="nobody.does.this", owed_since__lte=timezone.now()).count() == 1


@pytest.mark.browser
def test_the_browser_is_signed_in_as_whom_it_is_asked_to_be(browse: Browse) -> None:
    user = person("administrator", name="Ada Byron")

    page = browse(user)
    page.goto("/")

    assert User.objects.get(name="Ada Byron") == user
    assert "Ada Byron" in page.content()


@pytest.mark.browser
def test_a_page_that_shuts_people_out_is_found(browse: Browse) -> None:
    page = browse(expect=("404",))
    page.goto("/healthz")
    page.set_content("<html lang=en><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")

    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
