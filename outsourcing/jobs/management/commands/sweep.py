"""Rings again for owed work; for cron, beside or instead of beat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from outsourcing.audit.actions import chain_events
from outsourcing.jobs import actions


class Command(BaseCommand):
    """`manage.py sweep`: what beat does, once."""

    help = "Ring again for owed work and chain the audit trail."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sweep and chain, and say what came of it."""
        rung = actions.sweep(now=timezone.now(), from_beat=True)
        chained = chain_events()
        self.stdout.write(f"Rang for {rung} pieces of owed work; chained {chained} events.")
