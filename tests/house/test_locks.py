"""Locks pin everything by hash and name no host, so that each machine uses the index it is set to."""

import json
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from outsourcing.launch.places import ROOT
from tests.house.files import name, ours

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)
PIN = re.compile(r"^(\S+)==(\S+)(?: ; [^\\]+)? \\$", re.MULTILINE)
REGISTRIES = re.compile(
    "|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.org", "npm" + "mirror"))
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|work|Users|home/\w+)/")


def _pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{lock}.txt").read_text()))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_requirement_is_pinned_and_hashed(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())

    assert entries
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_host(lock: Path) -> None:
    assert ADDRESS.findall(lock.read_text()) == []


def test_the_lock_of_the_browser_files_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {path: package for path, package in packages.items() if path}

    assert [path for path, package in fetched.items() if "resolved" in package] == []
    assert [path for path, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []


def test_what_runs_is_what_is_developed_with() -> None:
    run, development = _pins("run"), _pins("development")

    assert run
    assert {pin: version for pin, version in run.items() if development.get(pin) != version} == {}


def test_the_drawing_library_in_the_browser_has_the_version_python_speaks() -> None:
    packages = json.loads((ROOT / "package.json").read_text())["dependencies"]

    assert packages["plotly.js-cartesian-dist-min"] == get_plotlyjs_version()


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    named = [
        f"{name(path)}: {match.group()}"
        for path in ours()
        for pattern in (REGISTRIES, MACHINE_PATHS)
        for match in pattern.finditer(path.read_text("utf-8", errors="replace"))
    ]

    assert named == []
