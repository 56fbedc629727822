"""Documents of the demo world: what proves which answer, one of them expired, one about to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.actions.proving import NewProof, add_proof, grade_proof
from assessments.domain.evidence import Grade
from assessments.domain.questionnaire import Side
from assessments.models import Answer, AssessmentState, Evidence, EvidenceSource, Question, Response
from outsourcing.actors import Actor
from outsourcing.files.accepting import accepted
from selection.management.demo.pdf import one_page


@dataclass(frozen=True)
class DemoProof:
    """A proof: of which answer about whom, from where, how well, and for how many more days."""

    provider: str
    question: str
    source: EvidenceSource
    name: str = ""
    lines: tuple[str, ...] = ()
    grade: Grade | None = None
    note: str = ""
    days_valid: int | None = None


DOCUMENT, CLIENT = EvidenceSource.DOCUMENT, EvidenceSource.CLIENT_REFERENCE
VISIT, SHOWN = EvidenceSource.OWN_VISIT, EvidenceSource.DEMONSTRATION
ISO = ("Certificate of registration", "Information security management", "ISO/IEC 27001:2022")
RESTORE = ("Restore test", "All systems back after 3 h 40 min")
PROOFS = (
    DemoProof("Meridian", "I3", DOCUMENT, "ISO 27001 certificate.pdf", (*ISO, "Meridian"), days_valid=410),
    DemoProof("Meridian", "I6", DOCUMENT, "Restore test report.pdf", RESTORE, Grade.VERIFIED, "Read with their head of systems.", 200),
    DemoProof("Meridian", "I7", DOCUMENT, "Restore test report.pdf", RESTORE, note="Page 2: the exercise of the whole site."),
    DemoProof("Meridian", "I5", SHOWN, grade=Grade.SHOWN, note="Shown live on a shared screen, second call."),
    DemoProof("Meridian", "O8", DOCUMENT, "Audited accounts.pdf", ("Audited accounts", "Without qualification")),
    DemoProof("Northbridge", "I3", DOCUMENT, "ISO 27001 certificate.pdf", (*ISO, "Northbridge"), days_valid=-9),
    DemoProof("Northbridge", "I8", CLIENT, note="A client of four years told us of two more outages, by telephone."),
    DemoProof("Kaveri", "I3", DOCUMENT, "Information security certificate.pdf", (*ISO, "Kaveri"), days_valid=21),
    DemoProof("Kaveri", "I13", VISIT, grade=Grade.VERIFIED, note="Seen in the team room during our visit."),
    DemoProof("Altura", "I3", DOCUMENT, "Penetration test summary.pdf", ("Penetration test", "No critical finding"), days_valid=320),
)  # fmt: skip


def prove(by: Actor, now: datetime) -> None:
    """Attach them to the answers that there are."""
    for number, demo in enumerate(PROOFS):
        found = _place(demo)
        if found:
            _attach(demo, *found, by, now - timedelta(days=12, minutes=-23 * number))


def _place(demo: DemoProof) -> tuple[Response, Question] | None:
    answers = Answer.objects.filter(
        question__key=demo.question,
        question__version__template__key__in=("infrastructure", "organisation"),
        response__side=Side.EVALUATOR,
        response__party="",
        response__assessment__subject__provider__name__startswith=demo.provider,
    ).exclude(response__assessment__state=AssessmentState.CANCELLED)
    found = answers.select_related("response__assessment", "question").order_by("-response__pk").first()
    return (found.response, found.question) if found else None


def _attach(demo: DemoProof, response: Response, question: Question, by: Actor, now: datetime) -> Evidence:
    file = accepted(SimpleUploadedFile(demo.name, one_page(demo.lines))) if demo.name else None
    valid_until = None if demo.days_valid is None else (now + timedelta(days=12 + demo.days_valid)).date()
    given = NewProof(source=demo.source, note=demo.note, valid_until=valid_until, file=file)
    proof = add_proof(by=by, response=response, question=question, proof=given, now=now)
    if demo.grade:
        grade_proof(by=by, evidence=proof, grade=demo.grade, note="", now=now + timedelta(hours=1))
    return proof
