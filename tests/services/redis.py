"""A real Redis that a test can stop, freeze and start again; the bell rings through it."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from kombu import pools

from outsourcing.celery import celery_app
from outsourcing.jobs import bell
from outsourcing.launch.processes import Child, Processes
from outsourcing.launch.redis_server import Redis, answers, find_redis, redis_command
from tests.services.waiting import eventually


@dataclass
class RealRedis:
    """A Redis at one address for the whole test, whatever the test does to it."""

    data: Path
    redis: Redis = field(default_factory=Redis.create)
    processes: Processes = field(default_factory=Processes)

    @property
    def url(self) -> str:
        return self.redis.url

    def start(self) -> None:
        """Start it on the data it had."""
        self.processes.start(redis_command(find_redis(), self.redis, self.data, self.data / "log"))
        eventually(lambda: answers(self.redis), what="an answer of Redis")

    def stop(self) -> None:
        """Stop it; connections are refused from now on."""
        self.thaw()
        self.processes.stop()

    def freeze(self) -> None:
        """Keep it accepting connections without ever answering, the worst a broker can do."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        for child in self.processes.children:
            _send(child, number)


@pytest.fixture
def redis_server(tmp_path: Path, settings: Any) -> Iterator[RealRedis]:
    """A running Redis, with the bell of this process connected to it."""
    data = tmp_path / "redis"
    data.mkdir()
    server = RealRedis(data)
    server.start()
    before = celery_app.conf.broker_url
    settings.OWED_WORK_RINGING = True
    _connect(server.url)
    yield server
    _connect(before)
    server.stop()
    server.redis.remove()


def _connect(url: str) -> None:
    """Point the bell at this address and forget connections and failures of before."""
    app: Any = celery_app  # its pools have no public way to be forgotten
    app.conf.broker_url = url
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None
    bell.breaker.closed_until = 0.0


def _send(child: Child, number: signal.Signals) -> None:
    if child.process.poll() is None:
        child.process.send_signal(number)
