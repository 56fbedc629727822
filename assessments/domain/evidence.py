"""How well a score is supported: a confidence beside it, never silently inside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Support:
    """Confidence index and evidence-adjusted score, both in [0, 1], None without answers."""

    confidence: float | None
    adjusted: float | None


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
