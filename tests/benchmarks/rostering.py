"""What a worker does with a roster, step by step, in a process of its own that tells what each step cost."""

import csv
import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from providers import tasks
from providers.domain.rosters.layout import layout_to_json
from providers.domain.rosters.windows import usual_windows
from providers.ingest import work
from tests.providers.rosters.files import HEADERS
from tests.providers.rosters.staff import AS_OF, company, row

KILOBYTES = 1_000
# A worker has all of this loaded before it takes anything.
LOADED = (tasks, work)


@dataclass(frozen=True)
class Step:
    """One step: its seconds of processor and clock, and the most memory the process had up to its end."""

    name: str
    processor: float
    wall: float
    megabytes: float


def write_roster(file: Path, rows: int) -> None:
    """A list of so many people as a comma-separated file; each seat has had one person or more."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADERS)
        writer.writerows(row(person) for _place, person in zip(range(rows), company(rows), strict=False))


def work_through(file: Path) -> list[Step]:
    """Read the bare cells as a floor, then do what is owed of an uploaded file."""
    steps = [Step("start", time.process_time(), 0.0, _most_memory())]
    _take(steps, "cells", lambda: _cells(file))
    with file.open("rb") as opened:
        seen: Any = _take(steps, "look", lambda: work.looked_at(opened, None, None))
        layout = layout_to_json(seen.layout)
        content: Any = _take(steps, "read", lambda: work.read_whole(opened, layout, AS_OF))
    for window in usual_windows(AS_OF):
        table = BytesIO(content.table)
        _take(steps, "analyse", lambda: work.analysed(table, window.after, window.until, ""))  # noqa: B023
    return steps


def _take(steps: list[Step], name: str, work: Callable[[], object]) -> object:
    processor, wall = time.process_time(), time.perf_counter()
    made = work()
    took = time.process_time() - processor, time.perf_counter() - wall
    steps.append(Step(name, *took, _most_memory()))
    return made


def _most_memory() -> float:
    # Not of `getrusage`, which begins with the memory of whoever started this process.
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / KILOBYTES if found else 0.0


def _cells(file: Path) -> int:
    with file.open(newline="", encoding="utf-8") as opened:
        return sum(len(cells) for cells in csv.reader(opened))


def tell(file: str) -> None:
    """Print every step."""
    sys.stdout.write(json.dumps([asdict(step) for step in work_through(Path(file))]))
