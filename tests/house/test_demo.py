"""The demo starts whole, and leaves nothing behind when it is stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from outsourcing.launch.places import PYTHON, ROOT
from tests.services.waiting import eventually

pytestmark = [
    pytest.mark.worker,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A demo on a data folder of its own, as `run.py demo` hands over to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [PYTHON, "-m", "outsourcing.launch", "demo", "--port", port, "--data", str(tmp_path / "data")],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "REDIS_URL"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


def test_the_demo_starts_whole_and_leaves_nothing_behind(
    demo: subprocess.Popen[str],
    tmp_path: Path,
) -> None:
    told = _read_until(demo, "Ctrl-C stops")

    port = int(re.findall(r"http://localhost:(\d+)", told)[0])
    assert re.search(r"\S+@\S+ .*procurement lead", told)
    eventually(lambda: _status(port, "/readyz") == 200, what="the demo to be ready")
    assert _status(port, "/account/login/") == 200
    eventually(
        lambda: len(_processes_of(tmp_path)) >= 8, what="both workers with their children, and the web"
    )

    demo.send_signal(signal.SIGINT)

    assert "Stopped." in demo.communicate(timeout=30)[0]
    assert demo.returncode == 0
    assert _processes_of(tmp_path) == []
    socket_of_redis = (tmp_path / "data" / "redis-url").read_text().removeprefix("redis+socket://")
    assert not Path(socket_of_redis).parent.exists()


def _read_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout
    told = ""
    for line in process.stdout:
        told += line
        if words in line:
            return told
    raise AssertionError(f"The demo ended before it said {words!r}:\n{told}")


def _status(port: int, path: str) -> int:
    connection = HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def _processes_of(folder: Path) -> list[str]:
    """Commands of the processes that were started on this folder, found by their environment."""
    mark = f"DATA_FOLDER={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found
