"""Makes the reports that are owed, each as its asker may read the assessment now."""

import hashlib
from datetime import datetime
from io import BytesIO

from assessments.actions.reporting import keep_report
from assessments.models import Report
from assessments.queries import visible_assessments
from assessments.queries.dossier import dossier_of
from assessments.reports.assessment import assessment_pdf
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, Actor, ActorKind
from outsourcing.files.accepting import AcceptedFile
from outsourcing.files.kinds import PDF
from outsourcing.files.storing import discard, store


def make_report(*, report_id: int, now: datetime) -> None:
    """Typeset a report and keep its file; one whose asker may not read it any more is not made."""
    report = Report.objects.filter(pk=report_id, file_key="").first()
    asker = _asker(report) if report else None
    if report is None or asker is None:
        return
    assessment = visible_assessments(asker).filter(pk=report.assessment_id).first()
    if assessment is None:
        return
    content = assessment_pdf(dossier_of(asker, assessment), asked_by=asker.name, now=now)
    key = store(_file(content))
    if not keep_report(by=SYSTEM, report=report, file_key=key, now=now):
        discard(key)


def _asker(report: Report) -> Actor | None:
    if report.actor_kind != ActorKind.USER:
        return None
    user = User.objects.filter(pk=report.actor_id, is_active=True).first()
    return user.as_actor() if user else None


def _file(content: bytes) -> AcceptedFile:
    digest = hashlib.sha256(content).hexdigest()
    return AcceptedFile("report.pdf", PDF, len(content), digest, BytesIO(content))
