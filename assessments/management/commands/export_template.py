"""Writes a checklist into a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.queries.exporting import checklist_json, newest_version
from outsourcing.actors import SYSTEM


class Command(BaseCommand):
    """`manage.py export_template KEY --output FILE`."""

    help = "Write the newest version of a checklist, a draft too, into a JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which checklist, and where to."""
        parser.add_argument("key")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file and say what is in it."""
        version = newest_version(SYSTEM, options["key"])
        if version is None:
            raise CommandError(f"There is no checklist with the key “{options['key']}”.")
        text = json.dumps(checklist_json(version), indent=2, ensure_ascii=False)
        options["output"].write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(f"{options['output']}: {version.template.name}, version {version.number}")
