"""How well a score is supported: a confidence beside it, never silently inside it."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from assessments.domain.json_fields import Json
from assessments.domain.results import ScoreResult


class Grade(StrEnum):
    """What supports an answer, from a mere statement to an independent check."""

    TOLD = "told"
    DOCUMENT = "document"
    SHOWN = "shown"
    VERIFIED = "verified"


# Conventions of the product, to be edited by those who use it; they come from no study.
CONFIDENCE: Final[Mapping[Grade, float]] = MappingProxyType(
    {Grade.TOLD: 0.25, Grade.DOCUMENT: 0.6, Grade.SHOWN: 0.8, Grade.VERIFIED: 1.0}
)


RANK: Final[Mapping[Grade, int]] = MappingProxyType({grade: rank for rank, grade in enumerate(Grade)})


@dataclass(frozen=True, slots=True)
class Support:
    """Confidence index and evidence-adjusted score, both in [0, 1], None without answers."""

    confidence: float | None
    adjusted: float | None


@dataclass(frozen=True)
class Proof:
    """What supports the answers of an assessment: the best grade by question, and how far each is trusted."""

    grades: Mapping[str, Grade] = field(default_factory=dict)
    confidence: Mapping[Grade, float] = field(default_factory=lambda: CONFIDENCE)

    def about(self, keys: Container[str]) -> Proof:
        """Only what proves these questions: those of a sealed envelope, say, stay out."""
        return replace(self, grades={key: grade for key, grade in self.grades.items() if key in keys})


NOTHING_PROVEN: Final = Proof()
NOT_SUPPORTED: Final = Support(None, None)


def best_grades(given: Iterable[tuple[str, Grade]]) -> dict[str, Grade]:
    """The best grade of each question, whatever the order."""
    best: dict[str, Grade] = {}
    for key, grade in given:
        if key not in best or RANK[grade] > RANK[best[key]]:
            best[key] = grade
    return best


def has_expired(valid_until: date | None, today: date) -> bool:
    """A proof holds through its last day; on the day after it does not."""
    return valid_until is not None and valid_until < today


def is_rising(confidence: Mapping[Grade, float]) -> bool:
    """Whether no grade is trusted less than a weaker one, and all lie in [0, 1]."""
    figures = [confidence[grade] for grade in Grade]
    return figures == sorted(figures) and figures[0] >= 0 and figures[-1] <= 1


def proof_to_json(proof: Proof) -> dict[str, Json]:
    """Return what was proven as the inputs of a score hold it."""
    return {
        "confidence": {str(grade): proof.confidence[grade] for grade in Grade},
        "grades": {key: str(grade) for key, grade in sorted(proof.grades.items())},
    }


def proof_from_json(data: Json) -> Proof:
    """Read it back; inputs without it were computed where nothing was proven."""
    if not isinstance(data, dict):
        return NOTHING_PROVEN
    grades, confidence = data["grades"], data["confidence"]
    if not isinstance(grades, dict) or not isinstance(confidence, dict):
        raise TypeError("what was proven is two objects")
    return Proof(
        grades={key: Grade(str(grade)) for key, grade in grades.items()},
        confidence={Grade(grade): float(str(figure)) for grade, figure in confidence.items()},
    )


def support_of(result: ScoreResult, proof: Proof) -> Support:
    """The support of a score; neither figure where nothing at all was attached as proof."""
    if not proof.grades:
        return NOT_SUPPORTED
    return support(result, proof.grades, confidence=proof.confidence)


def support(
    result: ScoreResult,
    grades: Mapping[str, Grade],
    *,
    confidence: Mapping[Grade, float] = CONFIDENCE,
) -> Support:
    """Return E = Σ ω c / K and Σ ω c v over the answered questions.

    `grades` by question key; an answer without a grade counts as merely told.
    """
    answered = [
        (question.weight, question.value, confidence[grades.get(question.key, Grade.TOLD)])
        for question in result.questions
        if question.value is not None and question.weight > 0
    ]
    covered = math.fsum(weight for weight, _, _ in answered)
    if covered == 0:
        return Support(None, None)
    index = math.fsum(weight * trust for weight, _, trust in answered) / covered
    return Support(index, math.fsum(weight * value * trust for weight, value, trust in answered))
