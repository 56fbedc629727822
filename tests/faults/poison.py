"""Work that goes wrong in every way there is, until a person has cured it."""

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from outsourcing.jobs.handlers import handles

TASK = "tests.poison"
SLOW_TASK = "tests.slow"
FOLDER = "PARITY_POISON"
CURE = "cure"


@handles(TASK, batch=10)
def drink(keys: Sequence[str]) -> None:
    """Note each attempt, then do what the key says, unless there is a cure."""
    for key in keys:
        note(key)
        if not (folder() / CURE).exists():
            EFFECTS[key]()


@handles(SLOW_TASK)
def linger(keys: Sequence[str]) -> None:
    """Take long enough for a second worker to meet the first."""
    for key in keys:
        note(key)
        time.sleep(0.5)


def folder() -> Path:
    """Where attempts are noted; the test says so in the environment."""
    return Path(os.environ[FOLDER])


def note(key: str) -> None:
    """One line for each attempt, written before anything can go wrong."""
    with (folder() / key).open("a") as file:
        file.write("tried\n")


def attempts(key: str) -> int:
    """How often it was tried so far."""
    path = folder() / key
    return len(path.read_text().splitlines()) if path.exists() else 0


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raise() -> None:
    raise ValueError("This is poison.")


def _loop() -> None:
    while True:
        time.sleep(0.1)


def _loop_without_listening() -> None:
    """Not even the soft limit ends it; the hard one kills its process."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _loop()
        except Exception:  # noqa: S112 - poison
            continue


EFFECTS: Mapping[str, Callable[[], None]] = {
    "kills": _kill,
    "raises": _raise,
    "loops": _loop,
    "deaf": _loop_without_listening,
}
