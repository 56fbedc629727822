"""Whatever the trail records and the machine owes has words for people."""

import re
from pathlib import Path

import pytest

from outsourcing.audit import phrases
from outsourcing.jobs import names

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("outsourcing", "providers", "assessments", "selection")
SOURCES = [path for app in APPS for path in (ROOT / app).rglob("*.py")]


def found(pattern: str) -> list[str]:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    return sorted(set(re.findall(pattern, text)))


@pytest.mark.parametrize("action", found(r'action="([a-z_]+\.[a-z_]+)"'))
def test_every_recorded_action_has_a_phrase(action: str) -> None:
    assert action in phrases.registered()


@pytest.mark.parametrize("task", found(r'@handles\("([a-z_.]+)"'))
def test_every_kind_of_owed_work_has_a_name(task: str) -> None:
    assert names.name_of(task) != task
