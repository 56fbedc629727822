"""A real Celery worker on the database of the test."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection

from outsourcing.launch.places import PYTHON, ROOT
from outsourcing.launch.processes import Command, Processes, spawn
from tests.services.redis import RealRedis
from tests.services.waiting import eventually


@dataclass
class RealWorker:
    """A worker, started as in production, that a test can stop, kill and start again."""

    redis_url: str
    folder: Path
    settings: str = "tests.services.worker_settings"
    with_beat: bool = True
    children: int = 1
    queues: str = "default,uploads"
    processes: Processes = field(default_factory=Processes)

    @property
    def log(self) -> Path:
        return self.folder / "worker.log"

    def start(self) -> None:
        """Start it and wait until it takes work."""
        said = len(self.said())
        self.processes.start(Command("worker", self._arguments(), self._environment(), self.log))
        eventually(lambda: self._is_ready(said), seconds=60, what="the worker to be ready")

    def hold(self) -> None:
        """Hold it and its children still in the middle of whatever they do."""
        self._signal(signal.SIGSTOP)

    def let_go(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        for child in self.processes.children:
            os.killpg(child.process.pid, number)

    def stop(self) -> None:
        """Let it finish what it does, and stop it."""
        self.processes.stop()

    def kill(self) -> None:
        """End it and its children in the middle of whatever they do."""
        self._signal(signal.SIGKILL)
        self.processes.stop()

    def keep_up(self) -> None:
        """Start it again if it ended by itself, as whoever looks after it in production does."""
        for child in self.processes.children:
            if child.process.poll() is not None:
                child.process = spawn(child.command)

    def said(self) -> str:
        """Everything in its log so far."""
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def _is_ready(self, said: int) -> bool:
        self.processes.require_alive()
        return " ready." in self.said()[said:]

    def _arguments(self) -> tuple[str, ...]:
        beat = ("--beat", "--schedule", str(self.folder / "beat")) if self.with_beat else ()
        return (
            *(PYTHON, "-m", "celery", "-A", "outsourcing", "worker", *beat),
            *("--concurrency", str(self.children), "--queues", self.queues),
            *("--hostname", f"{self.folder.name}@parity"),
            *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.redis_url,
            "FILES_OF_TESTS": str(django_settings.MEDIA_ROOT),
            "PYTHONPATH": str(ROOT),
        }


def database_url() -> str:
    """The address of the database this test uses, for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    login = quote(str(database["USER"]), safe="")
    if database["PASSWORD"]:
        login += ":" + quote(str(database["PASSWORD"]), safe="")
    host = str(database["HOST"])
    if host.startswith("/"):
        return f"postgres://{login}@/{host}/{database['NAME']}"
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{login}@{host}{port}/{database['NAME']}"


@pytest.fixture
def celery_worker_process(
    redis_server: RealRedis, transactional_db: None, tmp_path: Path
) -> Iterator[RealWorker]:
    """A running worker; it is gone before the tables are emptied."""
    folder = tmp_path / "worker"
    folder.mkdir()
    worker = RealWorker(redis_server.url, folder)
    worker.start()
    yield worker
    redis_server.thaw()
    worker.let_go()
    worker.stop()
