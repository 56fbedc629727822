"""Saves everything to one file while the product is in use."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from outsourcing.operation.backup import make_backup
from outsourcing.operation.domain.faults import OperationError


class Command(BaseCommand):
    """`manage.py backup FILE`."""

    help = "Save the database and the uploaded files to one archive, while the product is in use."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="replace FILE if it exists")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Back up, and say what the archive holds."""
        target = options["file"].absolute()
        try:
            made = make_backup(target, now=timezone.now(), replace=options["replace"])
        except OperationError as error:
            raise CommandError(str(error)) from error
        inventory, members = made.manifest.inventory, made.manifest.members
        self.stdout.write(f"{made.path}: {made.path.stat().st_size} bytes.")
        self.stdout.write(
            f"{inventory.rows} rows of {len(inventory.tables)} tables, {len(members) - 1} uploaded files, "
            f"{inventory.chain_length} events of the trail, head {inventory.chain_head}.",
        )
