"""The sweep, the retry by a person, and whether the house says that it is ready."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.actions import claim, owe, retry, sweep
from outsourcing.jobs.models import Heartbeat, OwedWork, WorkState
from outsourcing.jobs.queries import readiness
from tests.jobs.bells import NotingBell
from tests.people import actor

TASK = "tests.compute"
NOW = timezone.now()

pytestmark = pytest.mark.django_db


def owed(key: str, **fields: object) -> OwedWork:
    values = {"task": TASK, "key": key, "owed_since": NOW, **fields}
    return OwedWork.objects.create(**values)


def test_the_sweep_rings_for_what_waits_and_for_lost_leases(noting_bell: NotingBell) -> None:
    owed("waits")
    owed("lost", state=WorkState.LEASED, lease_until=NOW - timedelta(seconds=1))
    owed("runs", state=WorkState.LEASED, lease_until=NOW + timedelta(seconds=1))
    owed("done", state=WorkState.DONE)
    owed("failed", state=WorkState.FAILED)

    assert sweep(now=NOW) == 2

    assert {key for _task, key in noting_bell.rung} == {"waits", "lost"}


def test_the_sweep_fails_what_lost_its_worker_five_times(noting_bell: NotingBell) -> None:
    owed("poison", state=WorkState.LEASED, attempts=5, lease_until=NOW - timedelta(seconds=1))

    assert sweep(now=NOW) == 0

    work = OwedWork.objects.get()
    assert (work.state, work.last_error) == (WorkState.FAILED, "The worker was lost each time it tried.")


def test_the_sweep_stops_ringing_a_broken_bell(noting_bell: NotingBell) -> None:
    noting_bell.broken = True
    owed("1")
    owed("2")

    assert sweep(now=NOW) == 0
    assert noting_bell.tries == 1


def test_the_command_sweeps_chains_and_leaves_a_sign_of_life() -> None:
    said = StringIO()

    call_command("sweep", stdout=said)

    assert said.getvalue() == "Rang for 0 pieces of owed work; chained 0 events.\n"
    assert Heartbeat.objects.filter(name="sweep").exists()


def test_a_person_takes_failed_work_up_again() -> None:
    work = owed("7", state=WorkState.FAILED, attempts=5, last_error="ValueError: no")

    retry(by=actor("administrator"), work=work)

    assert (work.state, work.attempts) == (WorkState.QUEUED, 0)
    assert len(claim(task=TASK, key="7", limit=1, now=timezone.now())) == 1
    event = AuditEvent.objects.get()
    assert (event.action, event.digest) == ("owed_work.retried", {"task": TASK, "key": "7"})


def test_what_is_not_failed_is_left_alone_and_tells_nothing() -> None:
    work = owed("7", state=WorkState.DONE)

    retry(by=actor("administrator"), work=work)

    assert work.state == WorkState.DONE
    assert not AuditEvent.objects.exists()


def test_ready_while_work_flows_and_beat_is_heard() -> None:
    Heartbeat.objects.create(name="sweep", at=NOW - timedelta(minutes=4))
    owed("7", owed_since=NOW - timedelta(minutes=4))
    owed("failed", state=WorkState.FAILED, owed_since=NOW - timedelta(days=1))

    assert readiness(NOW).is_ready


def test_red_when_something_is_owed_for_too_long() -> None:
    Heartbeat.objects.create(name="sweep", at=NOW)
    owed("7", owed_since=NOW - timedelta(minutes=6))

    [fault] = readiness(NOW).faults
    assert fault.startswith("Work has been owed since ")


def test_red_when_beat_is_silent() -> None:
    Heartbeat.objects.create(name="sweep", at=NOW - timedelta(minutes=6))

    [fault] = readiness(NOW).faults
    assert fault.startswith("Beat has been silent since ")


def test_red_before_beat_was_ever_heard() -> None:
    assert readiness(NOW).faults == ("Beat has given no sign of life yet.",)


def test_readyz_turns_from_red_to_ready(client: Client) -> None:
    red = client.get("/readyz")
    assert red.status_code == 503
    assert json.loads(red.content)["state"] == "red"

    sweep(now=timezone.now(), from_beat=True)

    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert json.loads(ready.content) == {"state": "ok", "faults": []}


def test_healthz_answers_a_stranger(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, json.loads(response.content)) == (200, {"state": "ok"})


def test_the_oldest_work_is_owed_by_those_who_ask_first() -> None:
    owe(TASK, "1")
    owe(TASK, "2")

    [taken] = claim(task=TASK, key=None, limit=1, now=timezone.now())

    assert taken.key == "1"
