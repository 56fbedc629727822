"""Opens each file that is named in a process of its own, and says what that cost: `python -m … FILE …`."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from time import process_time

import django

from providers.ingest import RosterRefused, inspect, read_roster


def opened(path: Path) -> str:
    """What becomes of a file: the words of its refusal, or how many rows were read."""
    with path.open("rb") as file:
        try:
            roster = read_roster(file, inspect(file).layout, as_of=date(2026, 6, 30))
        except RosterRefused as refused:
            return str(refused)
    return f"{roster.accepted} of {roster.rows} rows"


def peak() -> float:
    """The most memory that this process held so far, in MB; that of its parent does not count."""
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1_024


def main() -> None:
    """One line of JSON for each file: its name, what was said, seconds of the processor, the peak so far."""
    django.setup()
    for path in map(Path, sys.argv[1:]):
        begun = process_time()
        said = opened(path)
        print(json.dumps([path.name, said, process_time() - begun, peak()]))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings.test")
    main()
