"""Recomputes all rankings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from selection.queries.verifying import verify_standings


class Command(BaseCommand):
    """`manage.py verify_standings`: exit code 1 and a list where a stored ranking differs."""

    help = "Recompute every stored ranking from its stored inputs and compare."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Verify, and say how many rankings that were."""
        report = verify_standings()
        for fault in report.faults:
            self.stderr.write(fault)
        self.stdout.write(
            f"{report.verified} rankings recomputed, {len(report.faults)} faults; "
            f"{report.other_engine} are of another engine."
        )
        if report.faults:
            raise CommandError("Stored rankings differ from recomputed ones.", returncode=1)
