"""A roster of a million rows in a worker, and the page of people over rosters small and large."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from outsourcing.launch.places import PYTHON, ROOT
from providers.models import Provider
from tests.benchmarks import floors
from tests.benchmarks.meter import costs_of, milliseconds, note, queries_of, statements
from tests.benchmarks.rostering import Step, write_roster
from tests.people import person, signed_in
from tests.providers.factories import provider
from tests.providers.rosters.factories import claimed, stored_roster
from tests.providers.rosters.staff import AS_OF

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MOST_QUERIES, MOST_OF_PAGE, MOST_TIMES_BARE = 15, 0.15, 14
AS_A_WORKER = (
    "import sys, django; django.setup(); from tests.benchmarks.rostering import tell; tell(sys.argv[1])"
)
# As in production: each thread else keeps memory that it hardly uses.
OF_A_WORKER = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}


@dataclass(frozen=True)
class Worked:
    """What a worker spent on one file, without its start."""

    processor: float
    wall: float
    megabytes: float
    start: Step
    cells: Step
    steps: tuple[Step, ...]

    def in_words(self) -> str:
        """Each step with its seconds."""
        return ", ".join(f"{step.name} {step.processor:.2f}" for step in self.steps)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize(
    ("rows", "most_seconds", "most_megabytes"), [(25_000, 2, 1_500), (1_000_000, 30, 1_500)]
)
def test_a_roster_is_read_and_analysed_by_a_worker(
    tmp_path: Path, rows: int, most_seconds: float, most_megabytes: float
) -> None:
    file = tmp_path / "staff.csv"
    write_roster(file, rows)

    worked = _worked(file)

    what = f"roster of {rows:,} rows ({file.stat().st_size / 1e6:.0f} MB)"
    note(
        f"{what}: looked at, read, analysed over one year and three, processor",
        f"{worked.processor:.2f} s ({worked.in_words()})",
        budget=f"{most_seconds} s",
        floor=f"{worked.cells.processor:.2f} s, its cells by csv.reader",
        ratio=worked.processor / worked.cells.processor,
    )
    note("the same, wall", f"{worked.wall:.2f} s")
    note(
        "the same, most memory of the worker",
        f"{worked.megabytes:.0f} MB",
        budget=f"{most_megabytes} MB",
        floor=f"{worked.start.megabytes:.0f} MB, the worker just started",
        ratio=worked.megabytes / worked.start.megabytes,
    )
    note("start of that process, once", f"{worked.start.processor:.2f} s processor")
    assert worked.processor <= most_seconds
    assert worked.megabytes <= most_megabytes


def test_the_page_of_people_costs_the_same_whatever_the_size(tmp_path: Path, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.benchmarks.floors"
    client = signed_in(person("procurement_lead", name="Marieke Kuipers"))
    queries = []
    for rows in (100, 25_000):
        address = reverse("providers:tab", args=[_analysed(tmp_path, rows).pk, "attrition"])
        assert "contradicts the claim" in client.get(address).content.decode()
        with statements() as heard:
            length = len(client.get(address).content)
        floors.repeat(heard, length)
        page, bare, empty = costs_of(
            [
                lambda at=address: client.get(at),  # type: ignore[misc]
                lambda: client.get("/floors/bare/"),
                lambda: client.get("/floors/empty/"),
            ]
        )
        queries.append(len(queries_of(lambda at=address: client.get(at))))  # type: ignore[misc]

        note(
            f"page of people over {rows:,} rows",
            f"{queries[-1]} queries, {length / 1000:.0f} kB",
            budget=str(MOST_QUERIES),
        )
        for floor, words in ((bare, "bare view"), (empty, "empty page")):
            note(
                "its processor time",
                milliseconds(page.processor),
                budget=milliseconds(MOST_OF_PAGE),
                floor=f"{milliseconds(floor.processor)}, {words}",
                ratio=page.processor / floor.processor,
            )
        assert page.processor <= MOST_OF_PAGE
        assert page.processor <= MOST_TIMES_BARE * bare.processor
    assert queries[0] == queries[1] <= MOST_QUERIES


def _worked(file: Path) -> Worked:
    environment = {
        **os.environ,
        **OF_A_WORKER,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "outsourcing.settings.local",
    }
    command = [PYTHON, "-c", AS_A_WORKER, str(file)]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    start, cells, *steps = [Step(**step) for step in json.loads(said.stdout)]
    return Worked(
        processor=_sum(steps, "processor"),
        wall=_sum(steps, "wall"),
        megabytes=max(step.megabytes for step in steps),
        start=start,
        cells=cells,
        steps=tuple(steps),
    )


def _sum(steps: Sequence[Step], name: str) -> float:
    return float(sum(getattr(step, name) for step in steps))


def _analysed(folder: Path, rows: int) -> Provider:
    """A provider with a roster of so many rows, its figures and a claim that does not hold."""
    file, of = folder / "staff.csv", provider()
    write_roster(file, rows)
    roster = stored_roster(of, file.read_bytes(), AS_OF)
    claimed(of, roster, 0.01)
    return of
