"""Real processes: the memory of a web worker, a fresh migrate, and the way to the demo's first page."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.urls import reverse

from outsourcing.launch.places import PYTHON, ROOT
from tests.benchmarks.conftest import House
from tests.benchmarks.meter import Cost, note
from tests.faults.web import NO_REDIS, RealWeb
from tests.services.waiting import eventually
from tests.services.worker import database_url

pytestmark = pytest.mark.benchmark

REQUESTS = 200
OF_THE_TERMINAL = {"REDIS_URL", "DATABASE_URL", "SECRET_KEY", "DATA_FOLDER"}
ONLY_DJANGO = "import django; django.setup()"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_web_worker_stays_small(house: House, tmp_path: Path) -> None:
    web = RealWeb(database_url(), NO_REDIS, tmp_path)
    web.start()
    try:
        fresh = _resident(web)
        visitor = web.visitor(house.world.lead)
        addresses = _addresses(house)
        replies = [visitor.get(addresses[number % len(addresses)]) for number in range(REQUESTS)]
        served = _resident(web)
    finally:
        web.stop()

    assert {reply.status for reply in replies} == {200}
    note(
        f"web worker after {REQUESTS} requests, resident",
        f"{served:.0f} MB",
        budget="150 MB",
        floor=f"{fresh:.0f} MB (the same, started and asked once whether it lives)",
        ratio=served / fresh,
    )
    assert served <= 150


def test_a_fresh_migrate_is_quick(tmp_path: Path) -> None:
    environment = {**_environment(), "DATABASE_URL": f"sqlite:///{tmp_path / 'fresh.sqlite3'}"}

    migrated = _run([PYTHON, "manage.py", "migrate", "--verbosity", "0"], environment)
    floor = _run([PYTHON, "-c", ONLY_DJANGO], environment)

    note(
        "fresh migrate on SQLite",
        f"{migrated.wall:.1f} s wall, {migrated.processor:.1f} s processor",
        budget="15 s",
        floor=f"{floor.processor:.1f} s processor (Django started, nothing done)",
        ratio=migrated.processor / floor.processor,
    )
    assert migrated.processor <= 15


def test_the_first_page_of_a_new_demo_comes_soon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        PYTHON,
        "-m",
        "outsourcing.launch",
        "demo",
        "--port",
        str(port),
        "--data",
        str(tmp_path / "data"),
    ]
    before, began = _used_by_children(), time.monotonic()
    with (tmp_path / "said").open("w") as said:
        demo = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=said, stderr=said)
    try:
        eventually(lambda: _answers(port), seconds=180, what="the first page")
        waited = time.monotonic() - began
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(60)
    used = _used_by_children() - before

    note(
        "from `run.py demo` to the first page, no data yet, environment in place",
        f"{waited:.1f} s wall, {used:.1f} s processor",
        budget="30 s",
    )
    # Its processes share the machine with whatever else runs there; what they use does not depend on that.
    assert used <= 30


def _addresses(house: House) -> list[str]:
    response = house.world.responses[0]
    provider = response.assessment.subject.provider_id
    return [
        reverse("ui:home"),
        reverse("assessments:list"),
        reverse("assessments:fill", args=[response.assessment_id, response.pk]),
        reverse("assessments:overview", args=[response.assessment_id]),
        reverse("selection:board", args=[house.project.pk]),
        reverse("providers:directory"),
        reverse("providers:detail", args=[provider]),
        f"{reverse('ui:search')}?q=staff",
    ]


def _resident(web: RealWeb) -> float:
    """Megabytes of the largest process of the web server: the worker, not the one that minds it."""
    (child,) = web.processes.children
    minder = child.process.pid
    workers = Path(f"/proc/{minder}/task/{minder}/children").read_text().split()
    return max(_status(number) for number in [str(minder), *workers])


def _status(number: str) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{number}/status").read_text())
    return int(found[1]) / 1000 if found else 0.0


def _run(command: list[str], environment: dict[str, str]) -> Cost:
    before, began = _used_by_children(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return Cost(_used_by_children() - before, time.perf_counter() - began)


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TERMINAL}
    return {**kept, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "outsourcing.settings.local"}


def _answers(port: int) -> bool:
    connection = HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request("GET", "/account/login/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
