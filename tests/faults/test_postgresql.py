"""PostgreSQL is restarted and crashes under load: what was said to be saved stands, the rest is kept."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psycopg
import pytest
from django.conf import settings

from outsourcing.launch.places import PYTHON, ROOT
from outsourcing.launch.postgresql_server import Server, temporary_server
from tests.faults.conftest import Note
from tests.faults.fillers import Filler, lost_among
from tests.faults.web import NO_REDIS, RealWeb, Reply, Visitor
from tests.faults.world import Form
from tests.services.waiting import eventually

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite has no server to restart"
    ),
]

WRITERS = 4
QUESTIONS = 40
RESTARTS = 4
# Answers reach the disk before they are said to be saved, as in production.
DURABLE = ("fsync=off", "synchronous_commit=on", "autovacuum=off")
LAY_OUT = f"from tests.faults.world import lay_out; lay_out({WRITERS}, {QUESTIONS})"


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL that nobody else uses."""
    with temporary_server(DURABLE) as server:
        yield server


@pytest.fixture
def own_web(own_server: Server, tmp_path: Path) -> Iterator[RealWeb]:
    """A web server on it."""
    _manage(own_server, "migrate", "--verbosity", "0")
    served = RealWeb(own_server.url, NO_REDIS, tmp_path, workers=2)
    served.start()
    yield served
    served.stop()


def test_restarts_and_crashes_under_load_lose_nothing(
    own_server: Server, own_web: RealWeb, note: Note
) -> None:
    fillers, over = _fillers(own_server, own_web)

    with ThreadPoolExecutor(WRITERS) as pool:
        filling = [pool.submit(filler.fill) for filler in fillers]
        try:
            pages = [_restart(own_server, fillers, crash=number % 2) for number in range(RESTARTS)]
        finally:
            over.set()
        for each in filling:
            each.result(timeout=60)

    refused = [reply for filler in fillers for reply in filler.refused]
    saves = sum(filler.saves for filler in fillers)
    assert _lost(own_server, fillers) == []
    assert {reply.status for reply in refused} <= {500, 503}
    assert all("what you typed is still here" in reply.text for reply in refused)
    assert all("What was saved before is safe" in page.text for page in pages)
    _manage(own_server, "verify_audit")
    kinds = dict(Counter(reply.status for reply in refused))
    note("PostgreSQL restarted", restarts=RESTARTS, saves=saves, refused_clearly=kinds, lost=0)


def _fillers(server: Server, web: RealWeb) -> tuple[list[Filler], Event]:
    laid_out = json.loads(_manage(server, "shell", "--verbosity", "0", "--command", LAY_OUT))
    over, visitor = Event(), Visitor(web.port, laid_out["session"])
    forms = [Form(each["assessment"], each["response"], tuple(each["keys"])) for each in laid_out["forms"]]
    return [Filler(visitor, form, over) for form in forms], over


def _restart(server: Server, fillers: list[Filler], *, crash: int) -> Reply:
    """What a page said during the outage: it begins while everybody saves, and ends once all were refused."""
    visitor = fillers[0].visitor
    _wait_for_more(fillers, lambda filler: filler.saves, what="everybody to save")
    if crash:
        server.crash()
    else:
        server.stop()
    said = visitor.get("/assessments/")
    assert visitor.get("/healthz").status == 503
    _wait_for_more(fillers, lambda filler: len(filler.refused), what="everybody to be refused")
    server.start()
    return said


def _wait_for_more(fillers: list[Filler], count: Callable[[Filler], int], *, what: str) -> None:
    """Twice more of it than there was, for each of them."""
    wanted = [count(filler) + 2 for filler in fillers]
    eventually(
        lambda: all(count(filler) >= many for filler, many in zip(fillers, wanted, strict=True)), what=what
    )


def _lost(server: Server, fillers: list[Filler]) -> list[str]:
    asked = """
        SELECT response_id, question.key, row_version FROM assessments_answer answer
        JOIN assessments_question question ON question.id = answer.question_id
    """
    with psycopg.connect(host=str(server.home), user="parity", dbname="postgres") as direct:
        return lost_among(
            fillers, {(response, key): version for response, key, version in direct.execute(asked)}
        )


def _manage(server: Server, *words: str) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "outsourcing.settings.test",
        "DATABASE_URL": server.url,
        "PYTHONPATH": str(ROOT),
    }
    command = [PYTHON, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout
