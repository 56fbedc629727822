"""The tools that hold the style, the types and the order of the house find nothing."""

import os
import subprocess
import sys

import pytest

from outsourcing.launch.places import PYTHON, ROOT
from tests.house.files import ROOMS

TYPED = [room for room in ROOMS if (ROOT / room).is_dir()]
TOOLS = {
    "types": [PYTHON, "-m", "mypy", *TYPED, "run.py", "manage.py"],
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "order of imports": [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
}
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "outsourcing.settings.production",
    "SECRET_KEY": "k3!" * 20 + "only for this check",
    "ALLOWED_HOSTS": "parity.example",
    "DATABASE_URL": "sqlite://:memory:",
}
# Without what the browser tests of this process need for themselves.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def _run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool: str) -> None:
    done = _run(TOOLS[tool])

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_migration_is_missing() -> None:
    done = _run([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], **DEPLOYED)

    assert done.returncode == 0, done.stdout + done.stderr


def test_django_finds_nothing_to_warn_of_in_production() -> None:
    done = _run([PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], **DEPLOYED)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_web_process_never_imports_what_only_workers_need() -> None:
    script = (
        "import sys, outsourcing.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "print(*{'pandas', 'openpyxl', 'xlsxwriter'} & set(sys.modules))"
    )

    done = _run([PYTHON, "-c", script], DJANGO_SETTINGS_MODULE="outsourcing.settings.test")

    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr


def test_the_launcher_needs_nothing_but_python() -> None:
    """run.py prepares the environment, so it cannot lean on it; the launcher stays as plain."""
    plain = sys.stdlib_module_names | {"outsourcing"}
    script = (
        "import sys; before = set(sys.modules); import runpy; runpy.run_path('run.py', run_name='run');"
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )

    done = _run([PYTHON, "-S", "-c", script])

    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= plain
