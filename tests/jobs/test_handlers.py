"""Handlers: a batch at once, the poisonous key alone, and a ring for what is left."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from outsourcing.celery import celery_app
from outsourcing.jobs.actions import owe
from outsourcing.jobs.handlers import OUT_OF_TIME, handles, run
from outsourcing.jobs.models import OwedWork, WorkState
from tests.jobs.bells import NotingBell

TASK = "tests.compute"

pytestmark = pytest.mark.django_db


@dataclass
class NotingHandler:
    """A handler that notes what it got, and fails on poisonous keys."""

    poison: frozenset[str] = frozenset()
    slow: frozenset[str] = frozenset()
    calls: list[list[str]] = field(default_factory=list)

    def __call__(self, keys: Sequence[str]) -> None:
        self.calls.append(sorted(keys))
        if self.poison & set(keys):
            raise ValueError("poison")
        if self.slow & set(keys):
            raise SoftTimeLimitExceeded


def owe_all(*keys: str) -> None:
    for key in keys:
        owe(TASK, key)


def states() -> dict[str, str]:
    return dict(OwedWork.objects.values_list("key", "state"))


def test_a_handler_is_a_celery_task_of_its_name() -> None:
    handles("tests.named")(NotingHandler().__call__)

    assert "tests.named" in celery_app.tasks


def test_the_tasks_of_the_ground_are_known_by_name() -> None:
    importlib.import_module("outsourcing.jobs.tasks")
    importlib.import_module("outsourcing.audit.tasks")

    assert {"jobs.sweep", "audit.chain"} <= set(celery_app.tasks)


def test_a_message_does_its_work_once() -> None:
    owe_all("1")
    handler = NotingHandler()

    run(TASK, handler, "1", 1)
    run(TASK, handler, "1", 1)

    assert handler.calls == [["1"]]
    assert states() == {"1": WorkState.DONE}


def test_a_batch_is_handled_together() -> None:
    owe_all("1", "2", "3")
    handler = NotingHandler()

    run(TASK, handler, "2", 10)

    assert handler.calls == [["1", "2", "3"]]
    assert set(states().values()) == {WorkState.DONE}


def test_a_poisonous_key_holds_up_nothing_else() -> None:
    owe_all("1", "2", "3")
    handler = NotingHandler(poison=frozenset("2"))

    run(TASK, handler, "1", 10)

    assert states() == {"1": WorkState.DONE, "2": WorkState.QUEUED, "3": WorkState.DONE}
    failed = OwedWork.objects.get(key="2")
    assert (failed.attempts, failed.last_error) == (1, "ValueError: poison")


def test_a_batch_that_takes_too_long_is_given_back_and_tried_one_by_one() -> None:
    owe_all("1", "2")
    handler = NotingHandler(slow=frozenset("2"))

    run(TASK, handler, "1", 10)
    assert set(states().values()) == {WorkState.QUEUED}
    assert set(OwedWork.objects.values_list("last_error", flat=True)) == {OUT_OF_TIME}

    run(TASK, handler, "1", 10)
    assert handler.calls == [["1", "2"], ["1"]]
    assert states() == {"1": WorkState.DONE, "2": WorkState.QUEUED}


def test_running_out_of_time_between_single_keys_gives_the_rest_back() -> None:
    owe_all("1", "2", "3")
    handler = NotingHandler(poison=frozenset("1"), slow=frozenset("2"))

    run(TASK, handler, "1", 10)

    reasons = dict(OwedWork.objects.values_list("key", "last_error"))
    assert reasons == {"1": "ValueError: poison", "2": OUT_OF_TIME, "3": OUT_OF_TIME}


def test_a_full_batch_rings_for_more(noting_bell: NotingBell) -> None:
    owe_all("1", "2", "3")

    run(TASK, NotingHandler(), "1", 2)

    assert noting_bell.rung == [(TASK, "")]
    assert sorted(states().values()) == [WorkState.DONE, WorkState.DONE, WorkState.QUEUED]


def test_what_is_wanted_meanwhile_is_rung_for_again(noting_bell: NotingBell) -> None:
    owe_all("1")

    run(TASK, lambda keys: owe_all(*keys), "1", 1)

    assert noting_bell.rung == [(TASK, "1")]
    work = OwedWork.objects.get()
    assert (work.state, work.done_version, work.wanted_version) == (WorkState.QUEUED, 1, 2)


def test_the_fifth_failure_leaves_it_to_a_person() -> None:
    owe_all("1")
    handler = NotingHandler(poison=frozenset("1"))

    for _try in range(7):
        run(TASK, handler, "1", 10)

    assert len(handler.calls) == 5
    assert states() == {"1": WorkState.FAILED}
    assert OwedWork.objects.get().owed_since <= timezone.now()
