"""Attaches proof to answers, grades it and withdraws it; nothing of it is ever deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.documents import keep_document
from assessments.actions.locking import lock
from assessments.actions.refusals import Refused, ResponseClosed
from assessments.domain.evidence import Grade
from assessments.domain.questionnaire import Side
from assessments.domain.reading import LONGEST_TEXT
from assessments.models import (
    AssessmentState,
    Document,
    Envelope,
    Evidence,
    EvidenceSource,
    Grading,
    Question,
    Response,
    ReviewState,
)
from assessments.queries.evidence import may_add, may_verify, may_withdraw
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.files.accepting import AcceptedFile
from outsourcing.files.storing import discard, store

# What only those can say who looked for themselves.
OUR_SOURCES = frozenset({EvidenceSource.FORMER_EMPLOYEE, EvidenceSource.OWN_VISIT})
BY_WHO_LOOKED = frozenset({Grade.SHOWN, Grade.VERIFIED})


@dataclass(frozen=True)
class NewProof:
    """What shall prove an answer: a new file, a document that is there already, or what somebody said or saw.

    Without a grade it is a document where there is one, else merely told.
    """

    source: EvidenceSource
    grade: Grade | None = None
    note: str = ""
    valid_until: date | None = None
    file: AcceptedFile | None = None
    document: Document | None = None

    @property
    def given_grade(self) -> Grade:
        """The grade it starts with."""
        has_document = self.file is not None or self.document is not None
        return self.grade or (Grade.DOCUMENT if has_document else Grade.TOLD)


def add_proof(
    *, by: Actor, response: Response, question: Question, proof: NewProof, now: datetime
) -> Evidence:
    """Attach proof to an answer; the same document twice is as once.

    The file is stored before the transaction, so that nobody waits for a disk; where its row does not follow,
    it is taken away again. Raises Refused, FileRefused or ResponseClosed.
    """
    key = store(proof.file) if proof.file else ""
    try:
        return _add(by=by, response=response, question=question, proof=proof, key=key, now=now)
    except BaseException:
        if key:
            discard(key)
        raise


@transaction.atomic
def grade_proof(*, by: Actor, evidence: Evidence, grade: Grade, note: str, now: datetime) -> Evidence:
    """Say how well a proof supports its answer; earlier grades stay in its history."""
    locked = _lock_standing(evidence)
    _leave_to_roster(locked)
    if not may_verify(by, locked.response.assessment):
        text = _("Only whoever manages this assessment, or rates in it, grades proof.")
        raise Refused("grade", "not_yours", text)
    if grade is Grade.DOCUMENT and locked.document_id is None:
        raise _no_document()
    if locked.grade == grade:
        return locked
    locked.grade = grade
    Evidence.including_sealed.filter(pk=locked.pk).update(grade=grade)
    note_grade(locked, by, _readable(note), now)
    tell_of_proof(by, locked, "proof.graded")
    return locked


@transaction.atomic
def withdraw_proof(*, by: Actor, evidence: Evidence, reason: str, now: datetime) -> Evidence:
    """Take a proof back, for a reason; it stays readable, and its document may prove other answers."""
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why this is withdrawn; the reason is kept."))
    locked = _lock_standing(evidence)
    _leave_to_roster(locked)
    if not may_withdraw(by, locked):
        text = _("Only whoever added this, before submitting, or manages the assessment may withdraw it.")
        raise Refused("reason", "not_yours", text)
    locked.withdrawn_at, locked.withdrawn_by_name = now, by.name[:200]
    locked.withdrawn_reason = _readable(reason)
    locked.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    tell_of_proof(by, locked, "proof.withdrawn")
    return locked


@transaction.atomic
def _add(
    *, by: Actor, response: Response, question: Question, proof: NewProof, key: str, now: datetime
) -> Evidence:
    locked = _lock_open(response)
    _require_leave(by, locked, proof)
    document = _document(by, locked, proof, key, now)
    if document is not None:
        present = Evidence.including_sealed.filter(
            response=locked, question=question, document=document, withdrawn_at__isnull=True
        ).first()
        if present is not None:
            return present
    evidence = Evidence(
        response=locked,
        question=question,
        document=document,
        source=proof.source,
        grade=proof.given_grade,
        note=_readable(proof.note),
        valid_until=proof.valid_until or (document.valid_until if document else None),
        added_at=now,
        added_by_kind=by.kind,
        added_by_id=by.id,
        added_by_name=by.name[:200],
    )
    evidence.save(force_insert=True)
    note_grade(evidence, by, "", now)
    tell_of_proof(by, evidence, "proof.added")
    return evidence


def _lock_open(response: Response) -> Response:
    locked = lock(response)
    assessment = locked.assessment
    if assessment.state == AssessmentState.CANCELLED or assessment.review == ReviewState.ACCEPTED:
        raise _closed()
    return locked


def _lock_standing(evidence: Evidence) -> Evidence:
    _lock_open(evidence.response)
    rows = Evidence.including_sealed.select_for_update(of=("self",))
    locked = rows.select_related("response__assessment", "question__section").get(pk=evidence.pk)
    if not locked.stands:
        raise Refused("reason", "withdrawn", _("This proof was withdrawn meanwhile. Nothing was changed."))
    return locked


def _require_leave(by: Actor, response: Response, proof: NewProof) -> None:
    if not may_add(by, response):
        text = _(
            "This was submitted. From now on only whoever manages the assessment attaches proof; "
            "nothing was changed."
        )
        raise ResponseClosed("submitted", text)
    if proof.source == EvidenceSource.ROSTER:
        text = _("A roster proves by itself what is measured from it; hand it over on the provider's page.")
        raise Refused("source", "not_yours", text)
    grade = proof.given_grade
    if grade is Grade.DOCUMENT and proof.file is None and proof.document is None:
        raise _no_document()
    looked = may_verify(by, response.assessment)
    if grade in BY_WHO_LOOKED and not looked:
        text = _("Only whoever manages this assessment, or rates in it, says that something was shown to us.")
        raise Refused("grade", "not_yours", text)
    if proof.source in OUR_SOURCES and not looked:
        raise Refused("source", "not_yours", _("This source is for those who looked for themselves."))


def _leave_to_roster(evidence: Evidence) -> None:
    """What is measured is proven as well as its roster is, and for as long."""
    if evidence.roster_id is not None:
        text = _("This follows the roster: withdraw the roster itself on the provider's page.")
        raise Refused("grade", "of_a_roster", text)


def _document(by: Actor, response: Response, proof: NewProof, key: str, now: datetime) -> Document | None:
    if proof.file is None:
        return proof.document
    return keep_document(
        by=by,
        subject_id=response.assessment.subject_id,
        side=Side.PROVIDER if response.side == Side.PROVIDER else Side.SPONSOR,
        file=proof.file,
        key=key,
        now=now,
        valid_until=proof.valid_until,
    )


def note_grade(evidence: Evidence, by: Actor, note: str, now: datetime) -> None:
    """Append the grade that it has now to its history."""
    Grading.objects.create(
        evidence=evidence,
        grade=evidence.grade,
        note=note,
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )


def tell_of_proof(by: Actor, evidence: Evidence, action: str) -> None:
    """Owe the score and leave the event; of what is sealed neither tells anything but that it happened."""
    assessment = evidence.response.assessment
    sealed = assessment.sealed_until_opened and evidence.question.section.envelope == Envelope.PRICE
    digest: dict[str, str | int] = {"response": evidence.response_id, "question": evidence.question.key}
    if not sealed:
        if not input_changed(assessment.pk):
            raise _closed()
        digest["grade"] = str(evidence.grade)
        if evidence.document is not None:
            digest["sha256"] = evidence.document.sha256
    record(by=by, action=action, on=evidence, digest=digest)


def _readable(text: str) -> str:
    if "\x00" in text or len(text) > LONGEST_TEXT:
        raise Refused(
            "note", "unreadable", _("This note is too long, or holds a sign that cannot be stored.")
        )
    return text.strip()


def _no_document() -> Refused:
    return Refused("grade", "no_document", _("Attach the document, or choose another grade."))


def _closed() -> ResponseClosed:
    return ResponseClosed(
        "closed", _("This assessment is closed: it was accepted or cancelled. Nothing was changed.")
    )
