"""Writes a checklist into a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.exports.checklist import checklist_workbook
from assessments.models import TemplateVersion
from assessments.queries.exporting import checklist_json, newest_version
from outsourcing.actors import SYSTEM


class Command(BaseCommand):
    """`manage.py export_template KEY --output FILE`."""

    help = "Write the newest version of a checklist, a draft too, into a workbook (.xlsx) or a JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which checklist, and where to; the ending of the file says how."""
        parser.add_argument("key")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file and say what is in it."""
        version = newest_version(SYSTEM, options["key"])
        if version is None:
            raise CommandError(f"There is no checklist with the key “{options['key']}”.")
        options["output"].write_bytes(_content(version, options["output"].suffix.lower()))
        self.stdout.write(f"{options['output']}: {version.template.name}, version {version.number}")


def _content(version: TemplateVersion, ending: str) -> bytes:
    match ending:
        case ".xlsx":
            return checklist_workbook(version)
        case ".json":
            return f"{json.dumps(checklist_json(version), indent=2, ensure_ascii=False)}\n".encode()
    raise CommandError("The name of the file ends in .xlsx or .json. Nothing was written.")
