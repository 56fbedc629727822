"""Reports that are asked for: owed to a worker, kept for a day, and each for its asker alone."""

from datetime import datetime

from django.db import transaction

from assessments.models import Assessment, Report
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.jobs.actions import owe

REPORTS = "assessments.report"


@transaction.atomic
def ask_for_report(*, by: Actor, assessment: Assessment, now: datetime) -> Report:
    """Owe the assessment as a PDF to whoever asks, as they may read it."""
    report = Report.objects.create(
        assessment_id=assessment.pk,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name[:200],
        asked_at=now,
    )
    owe(REPORTS, str(report.pk))
    record(by=by, action="report.asked", on=report, digest={"assessment": assessment.pk})
    return report


@transaction.atomic
def keep_report(*, by: Actor, report: Report, file_key: str, now: datetime) -> bool:
    """Remember where the file of a report lies; false where another worker was first."""
    kept = Report.objects.filter(pk=report.pk, file_key="").update(file_key=file_key, made_at=now)
    if kept:
        record(by=by, action="report.made", on=report)
    return kept > 0


@transaction.atomic
def record_export(*, by: Actor, assessment: Assessment) -> None:
    """Leave in the trail that an assessment was taken out as a workbook."""
    record(by=by, action="assessment.exported", on=assessment)
