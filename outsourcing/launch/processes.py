"""Child processes that live and die together: started in order, stopped in the opposite order."""

import ctypes
import os
import pwd
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TypedDict

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import ROOT, say

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A worker ended in the middle of something loses nothing, so nobody needs to wait for it for long.
PATIENCE = 8.0
# A program that ran this long did not end because it cannot run here.
STEADY = 60.0
LOG_LIMIT = 5_000_000
PR_SET_PDEATHSIG = 1


class Identity(TypedDict, total=False):
    """Whom a program runs as, in the words of subprocess."""

    user: str
    group: int
    extra_groups: list[str | int]


class StopAsked(BaseException):
    """Someone asked to stop: Ctrl-C, a service manager, or a closed terminal."""


@dataclass(frozen=True)
class Command:
    """A program to run, where it writes what it says, and how often in a row it may be started anew."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    restarts: int = 0
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    # The bytes that it and each of its children may write to; as much as there is where nothing is said.
    memory: int | None = None


@dataclass
class Child:
    """A running program, the restarts it has left, and since when it runs."""

    command: Command
    process: subprocess.Popen[bytes]
    restarts: int
    since: float = field(default_factory=time.monotonic)


@dataclass
class Processes:
    """The children of one start of Parity."""

    children: list[Child] = field(default_factory=list)

    def start(self, command: Command) -> Child:
        """Start one more; it will be stopped before those started earlier."""
        child = Child(command, spawn(command), command.restarts)
        self.children.append(child)
        return child

    def watch(self) -> None:
        """Stay until someone asks to stop or a child is gone for good."""
        while True:
            for child in self.children:
                if child.process.poll() is not None:
                    _replace(child)
            time.sleep(0.3)

    def require_alive(self) -> None:
        """Raise for a child that ended by itself."""
        for child in self.children:
            if child.process.poll() is not None:
                raise ended(child)

    def stop(self) -> None:
        """Stop all, the last started first; wait for each, and end those that do not listen."""
        while self.children:
            child = self.children.pop()
            stop(child.process, by=child.command.stop_signal)


def spawn(command: Command) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that Ctrl-C reaches it only through its parent."""
    _keep_log_small(command.log)
    with command.log.open("ab") as log:
        return subprocess.Popen(
            command.arguments,
            cwd=ROOT,
            env=dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **as_user(command.user),
            preexec_fn=partial(_begin, command.memory),  # noqa: PLW1509 - this process has one thread
        )


def as_user(name: str | None) -> Identity:
    """The arguments of subprocess that make a program run as this user and in none of our groups."""
    if name is None:
        return {}
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def stop(
    process: subprocess.Popen[bytes],
    *,
    patience: float = PATIENCE,
    by: signal.Signals = signal.SIGTERM,
) -> None:
    """Ask a program to end, wait, then end it with everything it started."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            say(f"  process {process.pid} does not stop by itself; ending it")
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop_on_signals() -> None:
    """Turn the signals that end a program into StopAsked; set explicitly, as `&` starts with INT ignored."""
    for number in STOP_SIGNALS:
        signal.signal(number, _ask_to_stop)


def ignore_signals() -> None:
    """While stopping, further signals change nothing: the stop is bounded in time."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def wait_until(ready: Callable[[], bool], *, seconds: float, alive: Callable[[], None]) -> bool:
    """Ask again and again whether something is ready; `alive` raises when waiting has become pointless."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        alive()
        time.sleep(0.05)
    return False


def ended(child: Child) -> LaunchError:
    """Say that a child ended, with its last words."""
    name = child.command.name
    return LaunchError(
        f"The {name} ended by itself (code {child.process.returncode}). Its last words:\n"
        f"{last_lines(child.command.log)}",
        f"All it said is in {child.command.log}. Saved data are safe; start again when the cause is gone.",
    )


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, indented."""
    lines = log.read_text("utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(f"    {line}" for line in lines)


def _replace(child: Child) -> None:
    if time.monotonic() - child.since > STEADY:
        child.restarts = child.command.restarts
    if not child.restarts:
        raise ended(child)
    say(f"The {child.command.name} ended (code {child.process.returncode}); starting it again.")
    child.restarts -= 1
    child.process, child.since = spawn(child.command), time.monotonic()


def _ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise StopAsked


def _begin(memory: int | None) -> None:
    """Bound the memory; even when we are killed outright, our children are told to stop (Linux only)."""
    if memory:
        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _keep_log_small(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
