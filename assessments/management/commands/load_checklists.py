"""Loads the default checklists, and what their gaps ask to be prepared."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from assessments.actions import Loaded, load_checklist
from assessments.actions.preparing import load_table
from assessments.models import Template
from outsourcing.actors import SYSTEM

DATA = Path(__file__).resolve().parents[2] / "data"
DEFAULT_FILE = DATA / "checklists.json"
TABLES = DATA / "preparations.json"


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
    """Load every checklist of a file, and the tables of preparations where a checklist has none."""
    templates: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["templates"]
    now = timezone.now()
    loaded = [
        load_checklist(by=SYSTEM, data=data, position=place, now=now)
        for place, data in enumerate(templates, start=1)
    ]
    _load_tables([each.key for each in loaded])
    return loaded


def _load_tables(keys: list[str]) -> None:
    """A house that was here before the tables gets them too; one that changed its own keeps it."""
    tables: dict[str, object] = json.loads(TABLES.read_text(encoding="utf-8"))
    for template in Template.objects.filter(key__in=[key for key in keys if key in tables]).order_by("pk"):
        load_table(by=SYSTEM, template=template, data={"preparations": tables[template.key]})
