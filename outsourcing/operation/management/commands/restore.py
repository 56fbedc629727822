"""Puts a backup back into the configured database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.restore import Order, restore_backup


class Command(BaseCommand):
    """`manage.py restore FILE [--yes]`."""

    help = "Check an archive made by `backup`, put it into the configured database, and prove it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--yes", action="store_true", help="replace a database that is not empty")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, and say each step."""
        try:
            restore_backup(Order(options["file"].absolute(), may_replace=options["yes"]), self.stdout.write)
        except OperationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done. Everybody signs in again.")
