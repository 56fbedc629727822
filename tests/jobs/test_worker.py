"""A real worker with beat on a real Redis: work is known by name, and the regular jobs run by themselves."""

import pytest
from django.db import transaction

from outsourcing.audit.models import AuditEvent
from outsourcing.audit.queries import verify_chain
from outsourcing.celery import celery_app
from outsourcing.jobs.models import Heartbeat
from tests.audit.events import happened
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = pytest.mark.worker


def test_the_worker_chains_the_trail_and_gives_signs_of_life(celery_worker_process: RealWorker) -> None:
    with transaction.atomic():
        happened()

    eventually(lambda: AuditEvent.objects.filter(position=1).exists(), what="a chained event")
    eventually(Heartbeat.objects.filter(name="sweep").exists, what="a sign of life")

    assert verify_chain().faults == ()


def test_celerys_own_tools_know_the_work_by_name(celery_worker_process: RealWorker) -> None:
    known = eventually(lambda: celery_app.control.inspect(timeout=2).registered() or {}, what="an answer")

    [tasks] = known.values()
    assert {"audit.chain", "jobs.sweep"} <= set(tasks)
