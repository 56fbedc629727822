"""Asks for the rosters of a new quarter, where beat does not run."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from providers.actions import ask_each_quarter


class Command(BaseCommand):
    """`manage.py ask_for_rosters`: what beat has done every hour; safe to run as often as one likes."""

    help = "Ask for the rosters that follow each quarter; safe to run twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much it came to."""
        now = timezone.now()
        self.stdout.write(f"Rosters asked for: {ask_each_quarter(today=timezone.localdate(now), now=now)}.")
