"""Prints the code for the first visit, while nobody can sign in yet."""

from typing import Any

from django.core.management.base import BaseCommand

from outsourcing.accounts import queries, setup_code


class Command(BaseCommand):
    """`manage.py setup_code`: a fresh code each time, nothing once somebody is here."""

    help = "Print a fresh set-up code for the first visit; nothing once anybody exists."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Issue or discard."""
        if queries.nobody_yet():
            self.stdout.write(setup_code.issue())
        else:
            setup_code.discard()
