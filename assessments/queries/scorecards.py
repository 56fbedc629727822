"""Stored scores for boards and lists, and the score so far for the page that is being filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.domain.fingerprint import ENGINE_VERSION
from assessments.domain.result_codec import result_from_json
from assessments.domain.results import KnockoutFinding, ScoreResult, Status
from assessments.domain.scoring import score
from assessments.models import Assessment, Scorecard
from assessments.queries.inputs import scoring_input


@dataclass(frozen=True)
class ScorecardSummary:
    """The standing score of one assessment, in [0, 1]; all figures are empty until it was first computed."""

    assessment_id: int
    low: float | None
    high: float | None
    observed: float | None
    coverage: float
    status: Status
    provisional: bool
    knockouts: tuple[KnockoutFinding, ...]
    input_version: int
    is_out_of_date: bool
    computed_at: datetime | None
    digest: str


def scorecards_for(assessment_ids: Iterable[int]) -> dict[int, ScorecardSummary]:
    """The standing scores of these assessments in two reads; every assessment that exists has an entry."""
    ids = list(assessment_ids)
    versions = dict(Assessment.objects.filter(pk__in=ids).values_list("pk", "input_version"))
    cards = {
        card.assessment_id: card for card in Scorecard.objects.filter(assessment__in=ids, is_current=True)
    }
    return {
        pk: _summary(cards[pk], wanted) if pk in cards else _not_computed(pk)
        for pk, wanted in versions.items()
    }


def results_for(assessment_ids: Iterable[int]) -> dict[int, ScoreResult]:
    """The standing results in full, with sections and questions, where there are any."""
    cards = Scorecard.objects.filter(assessment__in=list(assessment_ids), is_current=True)
    return {card.assessment_id: result_from_json(card.result) for card in cards}


def live_score(assessment: Assessment) -> ScoreResult:
    """The score of the answers as they are now; computed for the page, stored nowhere."""
    given = scoring_input(assessment)
    return score(given.questionnaire, given.answers, reference=given.reference)


def _summary(card: Scorecard, wanted: int) -> ScorecardSummary:
    result = result_from_json(card.result)
    return ScorecardSummary(
        assessment_id=card.assessment_id,
        low=card.low,
        high=card.high,
        observed=card.observed,
        coverage=card.coverage,
        status=result.status,
        provisional=result.provisional,
        knockouts=result.knockouts,
        input_version=card.input_version,
        is_out_of_date=card.input_version < wanted or card.engine_version != ENGINE_VERSION,
        computed_at=card.computed_at,
        digest=card.inputs_digest,
    )


def _not_computed(assessment_id: int) -> ScorecardSummary:
    return ScorecardSummary(
        assessment_id=assessment_id,
        low=None,
        high=None,
        observed=None,
        coverage=0.0,
        status=Status.PENDING,
        provisional=True,
        knockouts=(),
        input_version=0,
        is_out_of_date=True,
        computed_at=None,
        digest="",
    )
