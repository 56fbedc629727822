"""Waits for what another process does, and no longer than that takes."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def eventually(ask: Callable[[], Answer], *, seconds: float = 30, what: str = "it") -> Answer:
    """Ask until the answer is true and return it; fail once the time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:.0f} s in vain for {what}; last answer: {answer!r}.")
        time.sleep(0.05)
    return answer
