"""One of Django's commands, on the data of an installation."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.installation import Installation
from outsourcing.launch.places import OWN, PYTHON, ROOT


def choose_installation(data: Path | None) -> Installation:
    """The folder asked for, or else what `serve` keeps, or else what `demo` keeps."""
    if data:
        return Installation(data.absolute())
    if "DATABASE_URL" in os.environ or (OWN / "data").is_dir():
        return Installation(OWN / "data")
    if (OWN / "demo").is_dir():
        return Installation(OWN / "demo", own_database_only=True)
    raise LaunchError(
        "There is nothing to work on yet.",
        "Start `run.py demo` or `run.py serve` once, or name a folder with --data FOLDER.",
    )


def run_manage(installation: Installation, arguments: Sequence[str]) -> int:
    """Run it with the terminal handed through, and return its code."""
    print(f"In {installation.data}:", file=sys.stderr, flush=True)
    installation.create()
    environment = installation.environment(os.environ.get("REDIS_URL") or installation.remembered_redis())
    command = [PYTHON, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
