"""Opens the reviews whose time has come and writes the letters of the day, where beat does not run."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.actions.cycling import open_due_cycles
from assessments.actions.reminding import gather_reminders


class Command(BaseCommand):
    """`manage.py open_reviews`: what beat has done every hour; safe to run as often as one likes."""

    help = "Open reviews that are due and write today's letters of reminders; safe to run twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do both, and say how much it came to."""
        now = timezone.now()
        opened = open_due_cycles(today=timezone.localdate(now), now=now)
        written = gather_reminders(now=now)
        self.stdout.write(f"Reviews opened: {opened}. Letters written: {written}.")
