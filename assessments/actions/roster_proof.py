"""The roster that proves what was measured from it: attached, regraded and withdrawn without anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext as _

from assessments.actions.proving import note_grade, tell_of_proof
from assessments.domain.evidence import Grade
from assessments.models import Evidence, EvidenceSource, Question, Response
from outsourcing.actors import SYSTEM
from providers.domain.attrition.analysis import months_before
from providers.domain.attrition.grading import Grade as RosterGrade
from providers.models import Roster

# A roster holds for its quarter, and a month more in which the next one comes.
VALID_MONTHS: Final = 4
GRADES: Final[Mapping[RosterGrade, Grade]] = MappingProxyType(
    {
        RosterGrade.A: Grade.VERIFIED,
        RosterGrade.B: Grade.SHOWN,
        RosterGrade.C: Grade.DOCUMENT,
        RosterGrade.D: Grade.DOCUMENT,
        RosterGrade.E: Grade.TOLD,
    }
)


@dataclass(frozen=True)
class RosterProof:
    """What a roster proves: which one, how well, and where the figure comes from in words."""

    roster: Roster
    grade: Grade
    note: str

    @property
    def valid_until(self) -> date:
        """Its last day."""
        return months_before(self.roster.as_of, -VALID_MONTHS)


def prove_by_roster(*, response: Response, question: Question, proof: RosterProof, now: datetime) -> None:
    """Leave one standing proof by this roster; the caller holds the lock of the response."""
    for standing in _standing(response, question):
        if standing.roster_id == proof.roster.pk and standing.note == proof.note:
            _regrade(standing, proof.grade, now)
            return
        _withdraw(standing, _("Another roster, or another choice of people, counts now."), now)
    evidence = Evidence(
        response=response,
        question=question,
        roster=proof.roster,
        source=EvidenceSource.ROSTER,
        grade=proof.grade,
        note=proof.note,
        valid_until=proof.valid_until,
        added_at=now,
        added_by_kind=SYSTEM.kind,
        added_by_id=SYSTEM.id,
        added_by_name=SYSTEM.name[:200],
    )
    evidence.save(force_insert=True)
    note_grade(evidence, SYSTEM, "", now)
    tell_of_proof(SYSTEM, evidence, "proof.added")


def take_roster_back(*, response: Response, question: Question, reason: str, now: datetime) -> None:
    """Withdraw what a roster proved here."""
    for standing in _standing(response, question):
        _withdraw(standing, reason, now)


def _standing(response: Response, question: Question) -> list[Evidence]:
    rows = Evidence.including_sealed.select_related("response__assessment", "question__section")
    of_roster = rows.filter(roster__isnull=False, withdrawn_at__isnull=True)
    return list(of_roster.filter(response=response, question=question))


def _regrade(evidence: Evidence, grade: Grade, now: datetime) -> None:
    if evidence.grade == grade:
        return
    evidence.grade = grade
    evidence.save(update_fields=["grade"])
    note_grade(evidence, SYSTEM, "", now)
    tell_of_proof(SYSTEM, evidence, "proof.graded")


def _withdraw(evidence: Evidence, reason: str, now: datetime) -> None:
    evidence.withdrawn_at, evidence.withdrawn_by_name = now, SYSTEM.name[:200]
    evidence.withdrawn_reason = reason
    evidence.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    tell_of_proof(SYSTEM, evidence, "proof.withdrawn")
