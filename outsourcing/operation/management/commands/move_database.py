"""Moves everything into the configured database, such as from SQLite to PostgreSQL."""

from pathlib import Path
from typing import Any

import environ
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from outsourcing.operation.connecting import connected
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.moving import SOURCE, move_everything
from outsourcing.operation.settling import verify_all


class Command(BaseCommand):
    """`manage.py move_database --from sqlite:////path/parity.sqlite3`."""

    help = "Move everything from another database into the configured one, which must be migrated and empty."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from; where to is DATABASE_URL."""
        parser.add_argument("--from", dest="source", required=True, metavar="URL")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Move, and prove what arrived."""
        try:
            with connected(SOURCE, _source(options["source"])):
                moved = move_everything(self.stdout.write)
        except (OperationError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{moved} rows moved; each table has the same fingerprint in both databases.")
        verify_all(self.stdout.write)


def _source(url: str) -> dict[str, Any]:
    settings: dict[str, Any] = environ.Env.db_url_config(url)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        if not Path(settings["NAME"]).is_file():
            raise OperationError(f"There is no database {settings['NAME']}. Nothing was changed.")
        # Taking the write lock at once keeps writers out for as long as the move lasts.
        settings["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
    return settings
