"""Reads a checklist from a file into a draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.forms.editor.checklist_file import ENDINGS, import_file
from outsourcing.actors import SYSTEM
from outsourcing.workbooks.faults import WorkbookRefused


class Command(BaseCommand):
    """`manage.py import_template FILE`: all of the file or, on a fault in it, nothing."""

    help = "Read a checklist (.xlsx or .json) as the draft of its next version; publishing is done by people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file; its ending says how it is read."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read the file and say what came of it, or every fault in it."""
        path: Path = options["file"]
        if path.suffix.lower() not in ENDINGS:
            raise CommandError("The name of the file ends in .xlsx or .json. Nothing was imported.")
        try:
            with path.open("rb") as file:
                draft = import_file(by=SYSTEM, file=file, name=path.name)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error}. Nothing was imported.") from error
        except WorkbookRefused as refused:
            lines = "\n".join(f"- {fault}" for fault in refused.faults)
            raise CommandError(f"Nothing was imported.\n{lines}") from refused
        self.stdout.write(f"{draft.template.key}: draft of version {draft.number}")
