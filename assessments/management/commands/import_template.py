"""Reads a checklist from a file into a draft."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.actions import Refused
from assessments.actions.editing import import_checklist
from outsourcing.actors import SYSTEM

LARGEST_FILE = 10_000_000


class Command(BaseCommand):
    """`manage.py import_template FILE`: all of the file or, on a fault in it, nothing."""

    help = "Read a checklist from a JSON file as the draft of its next version; publishing is done by people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read the file and say what came of it."""
        try:
            draft = import_checklist(by=SYSTEM, data=_data(options["file"]))
        except Refused as refused:
            raise CommandError(f"Nothing was imported. {refused.field}: {refused.reason}") from refused
        self.stdout.write(f"{draft.template.key}: draft of version {draft.number}")


def _data(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{file} is larger than any checklist. Nothing was imported.")
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{file} cannot be read: {error}. Nothing was imported.") from error
    if not isinstance(data, dict):
        raise CommandError(f"{file} holds no checklist. Nothing was imported.")
    return data
