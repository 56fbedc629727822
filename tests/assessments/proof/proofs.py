"""Assessments with something to prove, and proofs as people attach them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assessments.actions import grant, store_scores
from assessments.actions.proving import NewProof, add_proof
from assessments.domain.evidence import Grade
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Capability, Evidence, EvidenceSource, Question, Response, Scorecard
from assessments.queries import compute, scoring_inputs
from outsourcing.actors import SYSTEM, Actor
from outsourcing.files.accepting import accepted
from outsourcing.files.places import folder
from tests.assessments import factories
from tests.assessments.factories import NOW, question, section
from tests.files import samples

TODAY = date(2026, 11, 24)
CERTIFICATE = "A valid certificate"


@dataclass(frozen=True)
class Proving:
    """An assessment, its response, and whoever opened it: who manages and answers it."""

    assessment: Assessment
    response: Response
    manager: Actor

    def question(self, key: str = "certified") -> Question:
        """One of its questions."""
        return factories.question_of(self.assessment, key)

    def attach(self, key: str = "certified", **given: Any) -> Evidence:
        """Attach proof to an answer."""
        return attach(self.manager, self.response, self.question(key), **given)

    def scorecard(self) -> Scorecard:
        """Its score as it is computed and stored now."""
        store_scores(
            by=SYSTEM, computed=[compute(each) for each in scoring_inputs([self.assessment.pk])], now=NOW
        )
        return Scorecard.objects.get(assessment=self.assessment, is_current=True)


def _sections(sides: list[str]) -> factories.Json:
    return section(
        "security",
        {**question("certified", factories.YES_NO, 3, proof=CERTIFICATE), "sides": sides},
        {**question("backups", factories.SCALE, 1), "sides": sides},
    )


def proving(*sections: Any, by: Actor | None = None, side: Side = Side.EVALUATOR, **more: Any) -> Proving:
    """A small assessment: one question that asks for proof (weight 3), one that does not (weight 1)."""
    manager = by or factories.someone()
    sides = [str(side)]
    asked = sections or (_sections(sides),)
    assessed = factories.assessment(*asked, by=manager, opening_sides=sides, **more)
    return Proving(assessed, factories.response_of(assessed, side), manager)


def attach(
    by: Actor,
    response: Response,
    asked: Question,
    *,
    content: bytes | None = None,
    name: str = "certificate.pdf",
    source: EvidenceSource = EvidenceSource.DOCUMENT,
    grade: Grade | None = None,
    note: str = "",
    valid_until: date | None = None,
    now: datetime = NOW,
) -> Evidence:
    """Attach a file, or a note where there is no content."""
    file = accepted(samples.upload(content, name)) if content is not None else None
    given = NewProof(source=source, grade=grade, note=note, valid_until=valid_until, file=file)
    return add_proof(by=by, response=response, question=asked, proof=given, now=now)


def let_answer(assessed: Assessment, actor: Actor) -> None:
    """Let somebody answer all of it."""
    grant(
        by=SYSTEM,
        to_kind=actor.kind,
        to_id=actor.id,
        assessment=assessed,
        capability=Capability.ANSWER,
    )


def kept_files() -> set[Path]:
    """Every file that is kept now."""
    return set(folder().glob("??/*"))
