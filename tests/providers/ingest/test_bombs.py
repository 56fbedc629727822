"""Files that mean harm are refused in words, within seconds and little memory, by a process of its own."""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

from outsourcing.launch.places import PYTHON, ROOT
from tests.providers.rosters.bombs import BOMBS, far_cell

# All of Python, numpy and pandas take 150 of them before any file is opened.
MOST_MEGABYTES = 600
MOST_SECONDS = 20


class Opened(NamedTuple):
    """What became of a file, and what it cost."""

    name: str
    said: str
    seconds: float
    megabytes: float


def opened(*files: Path) -> list[Opened]:
    """The files as a process of its own opens them, one after the other; it must not die of any."""
    command = [PYTHON, "-m", "tests.providers.rosters.opening", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return [Opened(*json.loads(line)) for line in done.stdout.splitlines()]


def test_each_is_refused_in_words_within_seconds_and_little_memory(tmp_path: Path) -> None:
    """One process opens all of them, once; first the one that must not be read at all."""
    bombs = [tmp_path / name for name in BOMBS]
    for file, (make, _said) in zip(bombs, BOMBS.values(), strict=True):
        file.write_bytes(make())

    large, *others = opened(_of_300_megabytes(tmp_path), *bombs)

    assert large.said == "This file is larger than 120 MB. Leave out columns that are not asked for."
    assert large.seconds < 1
    assert large.megabytes < 250
    assert {bomb.name: bomb.said for bomb in others} == {
        name: words for name, (_make, words) in BOMBS.items()
    }
    assert [bomb for bomb in others if bomb.seconds >= MOST_SECONDS] == []
    assert [bomb for bomb in others if bomb.megabytes >= MOST_MEGABYTES] == []


def test_the_far_cell_is_as_small_as_the_one_that_took_six_gigabytes() -> None:
    assert len(far_cell()) < 6_000


def _of_300_megabytes(folder: Path) -> Path:
    file = folder / "staff.csv"
    with file.open("wb") as out:
        out.write(b"employee_id,start_date\n")
        out.truncate(300_000_000)
    return file
