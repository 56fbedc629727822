"""Computes a score with what proves it; storing, showing and verifying all go through here."""

from dataclasses import dataclass
from typing import Any

from assessments.domain.evidence import NOT_SUPPORTED, Support, support_of
from assessments.domain.fingerprint import ENGINE_VERSION, canonical_inputs, digest
from assessments.domain.result_codec import result_to_json
from assessments.domain.results import ScoreResult
from assessments.domain.scoring import score
from assessments.queries.inputs import ScoringInput


@dataclass(frozen=True)
class ComputedScore:
    """A result with the canonical inputs that gave it, their digest and the engine's version."""

    given: ScoringInput
    result: ScoreResult
    inputs: dict[str, Any]
    digest: str
    engine_version: str = ENGINE_VERSION
    support: Support = NOT_SUPPORTED

    @property
    def result_json(self) -> dict[str, Any]:
        """The result as the database gives it back: texts, numbers, lists and objects only."""
        return result_to_json(self.result)


def compute(given: ScoringInput) -> ComputedScore:
    """Score one input; the same input gives the same figures and the same digest."""
    inputs = canonical_inputs(given.questionnaire, given.answers, given.reference, given.proof)
    result = score(given.questionnaire, given.answers, reference=given.reference)
    return ComputedScore(
        given=given,
        result=result,
        inputs=inputs,
        digest=digest(inputs),
        support=support_of(result, given.proof),
    )
