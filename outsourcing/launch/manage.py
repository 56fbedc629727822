"""One of Django's commands, on the data of an installation."""

import os
import subprocess
from collections.abc import Sequence

from outsourcing.launch.installation import Installation
from outsourcing.launch.places import PYTHON, ROOT

# Nothing listens there: what a command owes is found by the sweep of the running product.
NO_REDIS = "redis+socket:///nonexistent/redis.sock"


def run_manage(installation: Installation, arguments: Sequence[str]) -> int:
    """Run it with the terminal handed through, and return its code."""
    installation.create()
    environment = installation.environment(os.environ.get("REDIS_URL", NO_REDIS))
    command = [PYTHON, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
