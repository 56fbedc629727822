"""Stored scores for boards and lists, and the score so far for the page that is being filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from assessments.domain.fingerprint import ENGINE_VERSION
from assessments.domain.json_fields import Json
from assessments.domain.questionnaire import RATERS, RESPONDENTS, GivenAnswer
from assessments.domain.result_codec import knockouts_from_json, result_from_json
from assessments.domain.results import KnockoutFinding, ScoreResult, Status
from assessments.domain.scoring import score
from assessments.models import Assessment, AssessmentState, Response, ResponseState, ReviewState, Scorecard
from assessments.queries.discretion import hidden_names, is_withheld
from assessments.queries.inputs import scoring_input
from outsourcing.actors import Actor

COLUMNS = (
    *("pk", "input_version", "state", "review"),
    *("card__low", "card__high", "card__observed", "card__coverage", "card__status"),
    *("card__confidence", "card__adjusted"),
    *("card__result__provisional", "card__result__knockouts"),
    *("card__input_version", "card__engine_version", "card__computed_at", "card__inputs_digest"),
)


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
    # As stored: lists show scores without ever asking for their knock-outs.
    findings: Json
    input_version: int
    is_out_of_date: bool
    computed_at: datetime | None
    digest: str
    # Whoever still rates alone is not told the score: others' ratings could be computed from it.
    is_withheld: bool = False
    # Beside the score, never in it: how far it is supported, and what is left where only proof counts.
    confidence: float | None = None
    adjusted: float | None = None
    # Whether a reviewer still has to accept what it was computed from.
    awaits_review: bool = False

    @cached_property
    def knockouts(self) -> tuple[KnockoutFinding, ...]:
        """The knock-out rules and what became of them."""
        return knockouts_from_json(self.findings)


def scorecards_for(assessment_ids: Iterable[int]) -> dict[int, ScorecardSummary]:
    """The standing scores of these assessments in one read; every assessment that exists has an entry.

    Of a result only the few parts that boards and lists show leave the database, whatever its length.
    """
    return _summaries(Assessment.objects.filter(pk__in=list(assessment_ids)))


def scorecards_told(
    actor: Actor, assessment_ids: Iterable[int], *, beside_names: bool = False
) -> dict[int, ScorecardSummary]:
    """The same as far as this actor is told them; `beside_names` without those whose names are hidden."""
    wanted = list(assessment_ids)
    told = _summaries(
        Assessment.objects.filter(pk__in=wanted).annotate(withheld=is_withheld(actor)), "withheld"
    )
    kept_back = hidden_names(actor, wanted) if beside_names else ()
    return {pk: _withheld(pk) if pk in kept_back else summary for pk, summary in told.items()}


def results_for(assessment_ids: Iterable[int]) -> dict[int, ScoreResult]:
    """The standing results in full, with sections and questions, where there are any."""
    cards = Scorecard.objects.filter(assessment__in=list(assessment_ids), is_current=True)
    return {card.assessment_id: result_from_json(card.result) for card in cards}


def live_score(assessment: Assessment, *, rated_in: Response | None = None) -> ScoreResult:
    """The score of the answers as they are now; computed for the page, stored nowhere.

    On the page of whoever still rates alone it knows their ratings only: others' could be told from it.
    """
    given = scoring_input(assessment)
    answers: Sequence[GivenAnswer] = given.answers
    if rated_in is not None and rated_in.party and rated_in.state == ResponseState.DRAFT:
        own, beside = (rated_in.side, rated_in.party), RATERS if rated_in.is_rating_alone else RESPONDENTS
        answers = [each for each in answers if each.side not in beside or (each.side, each.party) == own]
    return score(given.questionnaire, answers, reference=given.reference)


def _summaries(assessments: QuerySet[Assessment], *marks: str) -> dict[int, ScorecardSummary]:
    standing = FilteredRelation("scorecards", condition=Q(scorecards__is_current=True))
    rows = assessments.annotate(card=standing).order_by().values(*COLUMNS, *marks)
    return {row["pk"]: _summary(row) for row in rows}


def _summary(row: dict[str, Any]) -> ScorecardSummary:
    if row.get("withheld"):
        return _withheld(row["pk"])
    if row["card__computed_at"] is None:
        return _not_computed(row["pk"])
    computed_from: int = row["card__input_version"]
    return ScorecardSummary(
        assessment_id=row["pk"],
        low=row["card__low"],
        high=row["card__high"],
        observed=row["card__observed"],
        coverage=row["card__coverage"],
        status=Status(row["card__status"]),
        provisional=row["card__result__provisional"],
        findings=row["card__result__knockouts"],
        input_version=computed_from,
        is_out_of_date=computed_from < row["input_version"] or row["card__engine_version"] != ENGINE_VERSION,
        computed_at=row["card__computed_at"],
        digest=row["card__inputs_digest"],
        confidence=row["card__confidence"],
        adjusted=row["card__adjusted"],
        awaits_review=(row["state"], row["review"]) == (AssessmentState.SUBMITTED, ReviewState.NEEDED),
    )


def _withheld(assessment_id: int) -> ScorecardSummary:
    return replace(_not_computed(assessment_id), is_out_of_date=False, is_withheld=True)


def _not_computed(assessment_id: int) -> ScorecardSummary:
    return ScorecardSummary(
        assessment_id=assessment_id,
        low=None,
        high=None,
        observed=None,
        coverage=0.0,
        status=Status.PENDING,
        provisional=True,
        findings=(),
        input_version=0,
        is_out_of_date=True,
        computed_at=None,
        digest="",
    )
