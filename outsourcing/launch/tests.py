"""Every check and test: on SQLite with the browser and the house, then on PostgreSQL."""

import os
import subprocess
from collections.abc import Mapping, Sequence

from outsourcing.launch.browser_files import prepare_browser_files
from outsourcing.launch.chromium import find_chromium, require_chromium
from outsourcing.launch.places import PYTHON, ROOT, say
from outsourcing.launch.postgresql_server import temporary_postgresql

# Settings of this terminal that must not decide how a test ends.
OF_THE_TERMINAL = (
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DATA_FOLDER", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL"),
    *("DJANGO_SETTINGS_MODULE", "DEBUG", "LOG_LEVEL", "CSRF_TRUSTED_ORIGINS"),
)
SIDE_BY_SIDE = ("-n", "3", "--dist", "worksteal")
# The browser, the house, the marks in pages, files and plain mathematics do not depend on the database.
PLAIN = (
    *("house", "workbooks", "access/test_markup.py"),
    *("assessments/domain", "providers/attrition", "providers/ingest", "selection/domain"),
)
ON_POSTGRESQL = ("-m", "not browser and not long", *(f"--ignore=tests/{place}" for place in PLAIN))


def run_tests(arguments: Sequence[str], *, postgresql: bool) -> int:
    """Everything; or, given arguments, only what pytest finds with them, on one database."""
    prepare_browser_files(with_development=True)
    environment = _environment(find_chromium() if arguments else require_chromium())
    if not arguments:
        return _run_all(environment)
    if postgresql:
        return _on_postgresql(arguments, environment)
    return _pytest(arguments, environment)


def _run_all(environment: Mapping[str, str]) -> int:
    say("The house, and everything on SQLite with a real browser:")
    if code := _pytest(SIDE_BY_SIDE, environment):
        return code
    say("\nEverything that touches data again, on PostgreSQL:")
    return _on_postgresql((*SIDE_BY_SIDE, *ON_POSTGRESQL), environment)


def _on_postgresql(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    with temporary_postgresql() as url:
        return _pytest(arguments, {**environment, "DATABASE_URL": url})


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = [PYTHON, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode


def _environment(chromium: str | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TERMINAL}
    kept["PYTHONPATH"] = str(ROOT)
    if chromium:
        kept["PARITY_CHROMIUM"] = chromium
    return kept
