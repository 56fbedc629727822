"""Children start in order, stop in the opposite order, and never outlive their parent."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from outsourcing.launch import processes as launch_processes
from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import PYTHON, ROOT
from outsourcing.launch.processes import Command, Processes, stop
from tests.services.waiting import eventually

TELLS_WHEN_ASKED = """
import signal, sys, time
def tell(*_):
    with open({book!r}, "a") as book: print({name!r}, file=book)
    sys.exit()
signal.signal(signal.SIGTERM, tell)
print("up", flush=True)
time.sleep(60)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
ENDS_THE_THIRD_TIME_AT_ONCE = """
import sys, time
print("up", flush=True)
if open({log!r}).read().count("up") < 3: time.sleep(1)
"""
PARENT = """
import sys
from pathlib import Path
from outsourcing.launch.processes import *
stop_on_signals()
processes = Processes()
try:
    child = processes.start(Command("child", (sys.executable, "-c", {child!r}), {{}}, Path({log!r})))
    print(child.process.pid, flush=True)
    processes.watch()
except StopAsked:
    pass
finally:
    processes.stop()
"""


def _command(name: str, script: str, folder: Path, restarts: int = 0) -> Command:
    return Command(name, (PYTHON, "-c", script), dict(os.environ), folder / f"{name}.log", restarts)


def _is_up(command: Command) -> bool:
    return command.log.exists() and "up" in command.log.read_text()


def _lives(number: int) -> bool:
    """Whether this process still runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(") ", 1)[1][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_last_started_stops_first(tmp_path: Path) -> None:
    book = tmp_path / "book"
    processes = Processes()
    for name in ("redis", "worker", "web"):
        command = _command(name, TELLS_WHEN_ASKED.format(book=str(book), name=name), tmp_path)
        processes.start(command)
        eventually(lambda command=command: _is_up(command))  # type: ignore[misc]

    processes.stop()

    assert book.read_text().split() == ["web", "worker", "redis"]


def test_a_program_that_does_not_listen_is_ended(tmp_path: Path) -> None:
    command = _command("deaf", DEAF, tmp_path)
    child = Processes().start(command)
    eventually(lambda: _is_up(command))

    stop(child.process, patience=0.2)

    assert child.process.returncode == -signal.SIGKILL


def test_a_program_that_ends_by_itself_is_named_with_its_last_words(tmp_path: Path) -> None:
    processes = Processes()
    processes.start(_command("worker", "import sys; sys.exit('no space left')", tmp_path))

    with pytest.raises(LaunchError) as fault:
        processes.watch()

    assert "The worker ended by itself (code 1)" in str(fault.value)
    assert "no space left" in str(fault.value)


def test_who_takes_more_memory_than_allowed_gets_none(tmp_path: Path) -> None:
    takes = "taken = bytes(int(3e8)); print('taken')"
    for name, memory in (("bound", 200_000_000), ("free", None)):
        command = replace(_command(name, takes, tmp_path), memory=memory)
        Processes().start(command).process.wait()

    assert "MemoryError" in (tmp_path / "bound.log").read_text()
    assert (tmp_path / "free.log").read_text() == "taken\n"


def test_a_worker_is_started_again_as_often_as_allowed(tmp_path: Path) -> None:
    processes = Processes()
    processes.start(_command("worker", "print('up')", tmp_path, restarts=2))

    with pytest.raises(LaunchError):
        processes.watch()

    assert (tmp_path / "worker.log").read_text().split() == ["up"] * 3


def test_what_ran_for_long_has_all_its_restarts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch_processes, "STEADY", 0.5)
    script = ENDS_THE_THIRD_TIME_AT_ONCE.format(log=str(tmp_path / "worker.log"))
    processes = Processes()
    processes.start(_command("worker", script, tmp_path, restarts=1))

    with pytest.raises(LaunchError):
        processes.watch()

    assert (tmp_path / "worker.log").read_text().split() == ["up"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_child_outlives_its_parent(number: signal.Signals, tmp_path: Path) -> None:
    script = PARENT.format(child="import time; time.sleep(60)", log=str(tmp_path / "log"))
    parent = subprocess.Popen([PYTHON, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(re.findall(r"\d+", parent.stdout.readline())[0])

    parent.send_signal(number)
    parent.communicate(timeout=20)

    eventually(lambda: not _lives(child), what="the child to be gone")
