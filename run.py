#!/usr/bin/env python3
"""Parity on one machine: makes the environment it needs beside itself, then starts what was asked for.

python3 run.py demo    the product with a demo company in it      [--port 8000] [--data FOLDER]
python3 run.py serve   for a small team; keeps its data           [the same, --administrator E-MAIL]
python3 run.py test    every check and test                       [pytest arguments: only those tests]
python3 run.py manage  a management command on what was saved     [--data FOLDER] COMMAND …
python3 run.py prepare what the product needs, without starting it

Needs Python 3.11 or later, and the packages of requirements/ from wherever this machine gets its packages.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import fcntl
except ImportError:
    sys.exit("Parity runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux.")

ROOT = Path(__file__).resolve().parent
OWN = ROOT / ".parity"
TOOLS = OWN / "tools"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "parity-lock"
REQUIREMENTS = ROOT / "requirements"
OLDEST = (3, 11)
COMMANDS = ("demo", "serve", "test", "manage", "prepare")


def main(arguments: list[str]) -> None:
    """Check what can be checked without installing anything, prepare, and hand over."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        say(__doc__ or "")
        return
    if arguments[0] not in COMMANDS:
        sys.exit(f"run.py knows no command {arguments[0]!r}. It knows: {', '.join(COMMANDS)}.")
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Parity needs Python 3.11 or later; this is Python {found}. Start run.py with a newer one.")
    prepare("development" if arguments[0] == "test" else "run")
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "outsourcing.launch", *arguments])  # noqa: S606


def prepare(lock: str) -> None:
    """Make .venv hold exactly one lock; a second run.py at the same time waits for the first."""
    try:
        OWN.mkdir(exist_ok=True)
        guard = (OWN / "preparing.lock").open("w")
    except OSError as error:
        sys.exit(
            f"run.py cannot write to {OWN} ({error.strerror}). Use a copy of Parity that belongs to you."
        )
    with guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not stands(lock):
            say("Installing what Parity needs into .venv …")
            install(lock)


def stands(lock: str) -> bool:
    """The environment works and was made from this lock, or from the development lock, which holds more."""
    wanted = {fingerprint(lock), fingerprint("development")}
    try:
        return STAMP.read_text() in wanted and succeeds([str(PYTHON), "-c", ""])
    except OSError:
        return False


def install(lock: str) -> None:
    """Install with uv; where uv cannot reach the packages but pip can (its own settings), with pip."""
    uv, pip = installers()
    if not succeeds([str(PYTHON), "-c", ""]):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        run([uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, str(ENVIRONMENT)])
    STAMP.unlink(missing_ok=True)
    locked = ["--require-hashes", str(REQUIREMENTS / f"{lock}.txt")]
    by_uv = [uv, "pip", "sync", "--quiet", "--python", str(PYTHON), *locked]
    by_pip = [*pip, "--python", str(PYTHON), "install", "--quiet", "--require-hashes", "-r", locked[1]]
    if not succeeds(by_uv, show=True):
        say("uv could not install them; trying pip with this machine's own settings …")
        run(by_pip)
    STAMP.write_text(fingerprint(lock))


def installers() -> tuple[str, list[str]]:
    """Paths of uv, pinned and in a folder of its own, and of the pip that brought it."""
    in_environment = TOOLS / "environment"
    in_folder = TOOLS / "folder"
    pip_of_environment = [str(in_environment / "bin" / "python"), "-m", "pip"]
    pip_of_python = [sys.executable, "-m", "pip"]
    pinned = ["install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS / "uv.txt")]
    for uv, pip in ((in_environment, pip_of_environment), (in_folder, pip_of_python)):
        if succeeds([str(uv / "bin" / "uv"), "--version"]):
            return str(uv / "bin" / "uv"), pip
    shutil.rmtree(TOOLS, ignore_errors=True)
    if succeeds([sys.executable, "-m", "venv", str(in_environment)]):
        run([*pip_of_environment, *pinned])
        return str(in_environment / "bin" / "uv"), pip_of_environment
    if succeeds([*pip_of_python, "--version"]):
        run([*pip_of_python, *pinned, "--target", str(in_folder)])
        return str(in_folder / "bin" / "uv"), pip_of_python
    sys.exit(
        "This Python has neither venv nor pip. Install one (Debian: apt-get install python3-venv) and retry."
    )


def fingerprint(lock: str) -> str:
    """What .venv is made from: this lock for this Python."""
    content = (REQUIREMENTS / f"{lock}.txt").read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def run(command: list[str]) -> None:
    """Run a command of the set-up; when it fails, say what to look at."""
    if not succeeds(command, show=True):
        sys.exit(
            "The set-up stopped at the step above; nothing else was changed. If a package could not be "
            "fetched, check the network or the package index this machine is set to use, and start again.",
        )


def succeeds(command: list[str], *, show: bool = False) -> bool:
    """Whether a command ends well."""
    output = None if show else subprocess.DEVNULL
    try:
        return subprocess.run(command, stdout=output, stderr=output, check=False).returncode == 0
    except OSError:
        return False


def say(line: str) -> None:
    """Tell the person at the terminal at once, even through a pipe."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped.")
