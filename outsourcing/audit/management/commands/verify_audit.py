"""Checks the chain of the trail and says how long its unchained tail is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outsourcing.audit.queries import verify_chain


class Command(BaseCommand):
    """`manage.py verify_audit`: exit 0 when the chain holds."""

    help = "Check the hash chain of the audit trail."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Walk the chain; refuse with every fault found."""
        report = verify_chain()
        if report.faults:
            raise CommandError("The trail was tampered with.\n" + "\n".join(report.faults))
        self.stdout.write(f"{report.chained} events chained, head {report.head}.")
        self.stdout.write(f"{report.tail} events wait to be chained.")
