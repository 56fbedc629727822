"""Processes of the web server are killed while people answer: nothing that was said to be saved is lost."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import pytest

from assessments.models import Answer
from tests.faults.conftest import Note
from tests.faults.fillers import Filler, lost_among
from tests.faults.scores import assert_trail_is_whole
from tests.faults.web import RealWeb
from tests.faults.world import forms, lead

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.django_db(transaction=True),
]

WRITERS = 4
KILLS = 10


def test_killed_web_processes_lose_nothing(busy_web: RealWeb, note: Note) -> None:
    chance, by, over = Random(1), lead(), Event()  # noqa: S311 - repeatable, not secret
    visitor = busy_web.visitor(by)
    fillers = [Filler(visitor, form, over) for form in forms(by, WRITERS, 40)]

    with ThreadPoolExecutor(WRITERS) as pool:
        filling = [pool.submit(filler.fill) for filler in fillers]
        try:
            for _kill in range(KILLS):
                time.sleep(chance.uniform(1, 3))
                _kill_one(busy_web, chance)
        finally:
            over.set()
        for each in filling:
            each.result(timeout=60)

    answers = Answer.objects.values_list("response", "question__key", "row_version")
    stored = {(response, key): version for response, key, version in answers}
    saves, broken = sum(each.saves for each in fillers), sum(len(each.refused) for each in fillers)
    assert lost_among(fillers, stored) == []
    assert_trail_is_whole()
    note(
        "Web process killed",
        kills=KILLS,
        saves=saves,
        broken_off=broken,
        lost=0,
    )


def _kill_one(web: RealWeb, chance: Random) -> None:
    """The server starts another in its place."""
    [master] = [child.process.pid for child in web.processes.children]
    started = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    if started:
        os.kill(int(chance.choice(started)), signal.SIGKILL)
