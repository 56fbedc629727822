"""Workers are poisoned, meet over one message, get messages for nothing, and lose their beat."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from outsourcing.celery import celery_app
from outsourcing.jobs import bell
from outsourcing.jobs.actions import owe, retry
from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState
from tests.assessments import factories
from tests.faults import poison
from tests.faults.conftest import Note
from tests.faults.redis_faults import EMPTIED, LOCKED, STOPPED, RedisFault
from tests.faults.scores import (
    assert_no_wrong_score,
    assert_trail_is_whole,
    right_score_stands,
    right_scores_stand,
)
from tests.people import actor
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SETTINGS = "tests.faults.worker_settings"
ATTEMPTS = 5
HOUR = timedelta(hours=1)
KILLS = 20

Start = Callable[..., RealWorker]


@pytest.fixture
def start_worker(
    redis_server: RealRedis, transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Starts workers that know poison, as many as a test asks for."""
    monkeypatch.setenv(poison.FOLDER, str(tmp_path))
    started: list[RealWorker] = []

    def start(*, with_beat: bool = True) -> RealWorker:
        folder = tmp_path / f"worker{len(started)}"
        folder.mkdir()
        started.append(RealWorker(redis_server.url, folder, settings=SETTINGS, with_beat=with_beat))
        started[-1].start()
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


def _owe(task: str, *keys: str) -> None:
    with transaction.atomic():
        for key in keys:
            owe(task, key)


def _answered(assessed: Assessment, level: int = 3, expected: int = 0) -> Assessment:
    factories.answered(factories.response_of(assessed), "pace", level, expected=expected)
    return assessed


def _work(task: str) -> dict[str, tuple[str, int]]:
    rows = OwedWork.objects.filter(task=task)
    return {row.key: (row.state, row.attempts) for row in rows}


def test_poison_is_given_up_after_five_attempts_and_two_workers_do_the_rest_once(
    start_worker: Start, tmp_path: Path, note: Note
) -> None:
    start_worker()
    start_worker(with_beat=False)

    _owe(poison.TASK, *poison.EFFECTS)
    _assert_one_of_two_does_what_both_hear()
    assessed = _answered(factories.assessment())
    eventually(lambda: right_score_stands(assessed), what="a score beside the poison")
    still_trying = OwedWork.objects.filter(task=poison.TASK, state__in=["queued", "leased"]).count()
    failed = dict.fromkeys(poison.EFFECTS, (WorkState.FAILED, ATTEMPTS))
    eventually(lambda: _work(poison.TASK) == failed, seconds=90, what="all poison to be given up")

    tried = {key: poison.attempts(key) for key in poison.EFFECTS}
    assert poison.attempts("once") == 1
    assert still_trying > 0
    assert max(tried.values()) <= ATTEMPTS
    assert all(OwedWork.objects.filter(task=poison.TASK).values_list("last_error", flat=True))
    assert "ValueError: This is poison." in OwedWork.objects.get(key="raises").last_error
    note("Poison", kinds=len(tried), **tried)
    _assert_retry_works(tmp_path / poison.CURE)


def _assert_one_of_two_does_what_both_hear() -> None:
    _owe(poison.SLOW_TASK, "once")
    for _number in range(20):
        bell.ring(poison.SLOW_TASK, "once")
    eventually(lambda: _work(poison.SLOW_TASK) == {"once": (WorkState.DONE, 0)}, what="the work")


def _assert_retry_works(cure: Path) -> None:
    cure.touch()
    for work in OwedWork.objects.filter(task=poison.TASK):
        retry(by=actor("administrator"), work=work)
    done = dict.fromkeys(poison.EFFECTS, (WorkState.DONE, 0))
    eventually(lambda: _work(poison.TASK) == done, what="all that was cured to be done")


def test_a_message_for_what_is_gone_does_no_harm(start_worker: Start) -> None:
    start_worker()

    for key in ("987654321", "", "no number"):
        bell.ring("assessments.score", key)
    bell.ring("nobody.does.this", "1")
    _owe("assessments.score", "987654321")
    assessed = _answered(factories.assessment())

    eventually(lambda: right_score_stands(assessed), what="the score")
    gone = eventually(lambda: _work("assessments.score").get("987654321"), what="the work for what is gone")
    eventually(lambda: _work("assessments.score")["987654321"] == (WorkState.DONE, 0), what="its end")
    assert gone


def test_an_hour_without_beat_is_seen_and_made_good_by_the_command(
    start_worker: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_worker(with_beat=False)
    with monkeypatch.context() as unheard:
        unheard.setattr(bell, "ring", lambda *_words: False)
        assessed = _answered(factories.assessment())
    Heartbeat.objects.create(name="sweep", at=timezone.now() - HOUR)
    OwedWork.objects.update(owed_since=F("owed_since") - HOUR)

    red = Client().get("/readyz")
    assert red.status_code == 503
    assert [fault.partition(" since")[0] for fault in red.json()["faults"]] == [
        "Work has been owed",
        "Beat has been silent",
    ]

    call_command("sweep")

    eventually(lambda: right_score_stands(assessed), what="the score")
    eventually(lambda: Client().get("/readyz").status_code == 200, what="the house to be ready")


@pytest.mark.long
@pytest.mark.parametrize("fault", [LOCKED, STOPPED, EMPTIED], ids=str)
def test_a_worker_whose_connection_broke_in_the_middle_of_work_works_on(
    fault: RedisFault, start_worker: Start, redis_server: RealRedis
) -> None:
    worker = start_worker()
    _owe(poison.SLOW_TASK, "once")
    eventually(lambda: poison.attempts("once") == 1, what="the work to begin")
    fault.come(redis_server)
    eventually(
        lambda: "Couldn't ack" in worker.said() or "broker lost" in worker.said(),
        what="the worker to notice",
    )
    fault.go(redis_server)

    assessed = _answered(factories.assessment())

    def comes() -> bool:
        worker.keep_up()
        return right_score_stands(assessed)

    eventually(comes, seconds=60, what="the score")


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_twenty_kills_at_random_moments_leave_no_wrong_score(
    seed: int, start_worker: Start, note: Note
) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    assessments = [factories.assessment() for _ in range(40)]
    versions = dict.fromkeys((each.pk for each in assessments), 0)
    worker = start_worker()
    killed = {"child": 0, "whole worker": 0}

    for _kill in range(KILLS):
        for assessed in chance.sample(assessments, 15):
            _answered(assessed, level=1 + versions[assessed.pk] % 5, expected=versions[assessed.pk])
            versions[assessed.pk] += 1
        _pause(chance.uniform(0, 0.6))
        killed[_kill_something(worker, chance)] += 1
        assert_no_wrong_score()

    eventually(lambda: right_scores_stand(assessments), seconds=120, what="all forty scores")
    eventually(
        lambda: not OwedWork.objects.exclude(state=WorkState.DONE).exists(), what="all work to be done"
    )
    assert_no_wrong_score()
    assert_trail_is_whole()
    note(f"Killed, seed {seed}", **killed, answers=sum(versions.values()), wrong_scores=0)


def _pause(seconds: float) -> None:
    """The random moment is what is tried here."""
    eventually_over = timezone.now() + timedelta(seconds=seconds)
    eventually(lambda: timezone.now() > eventually_over)


def _kill_something(worker: RealWorker, chance: Random) -> str:
    """A child in the middle of its work, or the worker with all of its children."""
    if chance.random() < 0.5 and _kill_child(worker):
        return "child"
    worker.kill()
    worker.start()
    return "whole worker"


def _kill_child(worker: RealWorker) -> bool:
    """Not beat, which is a child too; false where none was there to be killed."""
    name = f"{worker.folder.name}@parity"
    said = celery_app.control.inspect(destination=[name], timeout=2).stats() or {}
    try:
        os.kill(said[name]["pool"]["processes"][0], signal.SIGKILL)
    except (KeyError, IndexError, ProcessLookupError):
        return False
    return True
