"""Loads the default checklists."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from assessments.actions import Loaded, load_checklist
from outsourcing.actors import SYSTEM

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "checklists.json"


class Command(BaseCommand):
    """`manage.py load_checklists`: all of the file or, on a fault in it, nothing."""

    help = "Load the default checklists; what is there already, or was edited here, stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Another file may be given."""
        parser.add_argument("--file", type=Path, default=DEFAULT_FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load each checklist and, unless asked to be quiet, say what became of it."""
        for loaded in load_file(options["file"]):
            if options["verbosity"]:
                self.stdout.write(f"{loaded.key}: {loaded.outcome} (version {loaded.version})")


@transaction.atomic
def load_file(path: Path) -> list[Loaded]:
    """Load every checklist of a file."""
    templates: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["templates"]
    now = timezone.now()
    return [
        load_checklist(by=SYSTEM, data=data, position=place, now=now)
        for place, data in enumerate(templates, start=1)
    ]
