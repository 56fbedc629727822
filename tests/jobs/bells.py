"""A bell for tests that notes who rang, or that is broken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from outsourcing.celery import celery_app
from outsourcing.jobs import bell


@dataclass
class NotingBell:
    """Stands where Celery sends messages; breaks when told to."""

    rung: list[tuple[str, str]] = field(default_factory=list)
    broken: bool = False
    tries: int = 0

    def send_task(self, name: str, args: list[str], **_options: Any) -> None:
        """What `celery_app.send_task` would do."""
        self.tries += 1
        if self.broken:
            raise OperationalError("Nobody listens.")
        self.rung.append((name, args[0]))


@pytest.fixture
def noting_bell(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[NotingBell]:
    """The bell of this process, without a broker."""
    noting = NotingBell()
    settings.OWED_WORK_RINGING = True
    monkeypatch.setattr(celery_app, "send_task", noting.send_task)
    bell.breaker.closed_until = 0.0
    yield noting
    bell.breaker.closed_until = 0.0
