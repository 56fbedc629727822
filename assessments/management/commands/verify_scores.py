"""Recomputes all scores."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.queries import verify_scores


class Command(BaseCommand):
    """`manage.py verify_scores`: exit code 1 and a list where a stored score differs."""

    help = "Recompute every standing and every kept score and compare."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Verify, and say how many scores that were."""
        report = verify_scores()
        for fault in report.faults:
            self.stderr.write(fault)
        self.stdout.write(
            f"{report.verified} scorecards recomputed, {len(report.faults)} faults; "
            f"{report.out_of_date} wait for a newer score, {report.other_engine} are of another engine."
        )
        if report.faults:
            raise CommandError("Stored scores differ from recomputed ones.", returncode=1)
