"""The real web server on the database of the test, and people who use it without a browser."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings

from outsourcing.accounts.models import User
from outsourcing.launch.places import PYTHON, ROOT
from outsourcing.launch.processes import Command, Processes
from tests.people import signed_in
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import database_url

LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")
TOKEN = "0" * 32
NO_REDIS = "redis+socket:///nonexistent/redis.sock"


@dataclass(frozen=True)
class Reply:
    """What came back, and after how long; status 0 where nothing did."""

    status: int
    text: str
    location: str
    seconds: float


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, at the address of one web server."""

    port: int
    session: str

    def get(self, path: str) -> Reply:
        """Open a page."""
        return self._ask("GET", path, {})

    def post(self, path: str, **fields: object) -> Reply:
        """Send a form."""
        return self._ask("POST", path, {}, fields)

    def save(self, path: str, value: object, version: int = 0) -> Reply:
        """Save one answer as the script of the filling page does."""
        return self._ask("POST", path, {"HX-Request": "true"}, {"value": value, "row_version": version})

    def _ask(
        self, method: str, path: str, headers: dict[str, str], fields: dict[str, object] | None = None
    ) -> Reply:
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, urlencode(fields or {}), {**self._headers(), **headers})
            came = connection.getresponse()
            text = came.read().decode()
            return Reply(came.status, text, came.headers.get("Location", ""), time.monotonic() - began)
        except (OSError, HTTPException) as error:
            return Reply(0, str(error), "", time.monotonic() - began)
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        cookies = {settings.SESSION_COOKIE_NAME: self.session, settings.CSRF_COOKIE_NAME: TOKEN}
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": TOKEN,
        }


@dataclass
class RealWeb:
    """The web server as in production: processes with threads."""

    database: str
    redis_url: str
    folder: Path
    workers: int = 1
    processes: Processes = field(default_factory=Processes)

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / "web.log"

    @property
    def port(self) -> int:
        """Where it listens; the system chose a free one."""
        found = LISTENING.search(self.log.read_text("utf-8")) if self.log.exists() else None
        return int(found[1]) if found else 0

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.processes.start(Command("web server", self._arguments(), self._environment(), self.log))
        eventually(self._answers, seconds=60, what="the web server to answer")

    def stop(self) -> None:
        """Stop it."""
        self.processes.stop()

    def visitor(self, user: User) -> Visitor:
        """This person, signed in."""
        return Visitor(self.port, session_of(user))

    def _answers(self) -> bool:
        self.processes.require_alive()
        return bool(self.port) and Visitor(self.port, "").get("/healthz").status == 200

    def _arguments(self) -> tuple[str, ...]:
        return (
            *(PYTHON, "-m", "gunicorn", "outsourcing.wsgi", "--bind", "127.0.0.1:0"),
            *("--workers", str(self.workers), "--threads", "8", "--graceful-timeout", "5"),
            "--no-control-socket",
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "outsourcing.settings.test",
            # As in the container, the unit and run.py.
            "MALLOC_ARENA_MAX": "1",
            "MALLOC_TRIM_THRESHOLD_": "131072",
            "DATABASE_URL": self.database,
            "REDIS_URL": self.redis_url,
            "PYTHONPATH": str(ROOT),
        }


def session_of(user: User) -> str:
    """The key of a session of this person."""
    return signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def web(redis_server: RealRedis, transactional_db: None, tmp_path: Path) -> Iterator[RealWeb]:
    """A running web server that rings a real Redis."""
    yield from _served(redis_server.url, tmp_path, workers=1)
    redis_server.thaw()


@pytest.fixture
def busy_web(transactional_db: None, tmp_path: Path) -> Iterator[RealWeb]:
    """Two processes of eight threads, so that people truly meet; nobody scores meanwhile."""
    yield from _served(NO_REDIS, tmp_path, workers=2)


def _served(redis_url: str, tmp_path: Path, *, workers: int) -> Iterator[RealWeb]:
    folder = tmp_path / "web"
    folder.mkdir()
    served = RealWeb(database_url(), redis_url, folder, workers)
    served.start()
    yield served
    served.stop()
