"""Reports for tests: asked for, and made by a worker."""

from django.utils import timezone

from assessments.actions.reporting import ask_for_report
from assessments.models import Assessment, Report
from assessments.tasks import report
from outsourcing.actors import Actor


def made_report(by: Actor, assessed: Assessment) -> Report:
    """A report whose file is there."""
    asked = ask_for_report(by=by, assessment=assessed, now=timezone.now())
    report()
    asked.refresh_from_db()
    return asked
