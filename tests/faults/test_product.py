"""Each program of a running product is killed: it is started again, and the product goes on."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from outsourcing.launch.places import PYTHON, ROOT
from tests.faults.conftest import Note
from tests.faults.web import Visitor
from tests.services.waiting import eventually

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

PROGRAMS = ("redis-server", "celery -A outsourcing worker", "celery -A outsourcing --quiet beat", "gunicorn")
LEFT_OUT = ("REDIS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Product:
    """What `run.py serve` started."""

    process: subprocess.Popen[bytes]
    port: int

    def is_up(self) -> bool:
        """Whether it answers."""
        return Visitor(self.port, "").get("/healthz").status == 200

    def is_ready(self) -> bool:
        """Whether work flows."""
        return Visitor(self.port, "").get("/readyz").status == 200

    def number_of(self, program: str) -> int:
        """The number of this program's process; 0 where it does not run."""
        parent = self.process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return next((int(child) for child in children if program in _words_of(child)), 0)


def _words_of(number: str) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """A product for a small team, on a folder of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ("serve", "--port", str(port), "--data", str(tmp_path / "data"))
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(
            [PYTHON, "-m", "outsourcing.launch", *words], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    started = Product(process, port)
    eventually(started.is_up, seconds=120, what="the product to answer")
    yield started
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def test_each_program_that_is_killed_comes_back(product: Product, note: Note) -> None:
    for program in PROGRAMS:
        _kill_and_await(product, program)

    eventually(product.is_ready, seconds=60, what="work to flow")
    assert product.process.poll() is None
    note("Programs of run.py serve killed", programs=len(PROGRAMS), came_back=len(PROGRAMS))


def _kill_and_await(product: Product, program: str) -> None:
    killed = eventually(lambda: product.number_of(program), what=program)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: product.number_of(program) not in {0, killed}, what=f"{program} to be started again")
    eventually(product.is_up, what="the product to answer")
