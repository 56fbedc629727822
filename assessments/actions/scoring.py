"""Stores computed scores, if nothing moved while they were computed and what stands is older."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from assessments.actions.preparing.owing import owe_after_scores
from assessments.models import Assessment, Purpose, Scorecard
from assessments.queries.computing import ComputedScore
from assessments.signals import scorecards_published
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def store_scores(*, by: Actor, computed: Sequence[ComputedScore], now: datetime) -> Sequence[int]:
    """Store a batch in a fixed number of queries, but for owed work, and say for which assessments that was.

    A score whose input moved meanwhile is dropped: whoever moved it owes a newer one. The trail tells of the
    scorecards that are kept; a draft's is replaced by the next.
    """
    fresh = _unmoved(computed)
    fresh = _not_standing(fresh)
    ids = [each.given.assessment_id for each in fresh]
    Scorecard.objects.filter(assessment__in=ids, purpose=Purpose.DRAFT).delete()
    Scorecard.objects.filter(assessment__in=ids, is_current=True).update(is_current=False)
    for card in Scorecard.objects.bulk_create([_card(each, now) for each in fresh]):
        if card.purpose != Purpose.DRAFT:
            record(by=by, action="scorecard.kept", on=card, digest={"sha256": card.inputs_digest})
    if ids:
        owe_after_scores(ids)
        scorecards_published.send(sender=Assessment, assessment_ids=ids)
    return ids


def _unmoved(computed: Sequence[ComputedScore]) -> list[ComputedScore]:
    wanted = [each.given.assessment_id for each in computed]
    # Always in the order of their numbers, so that two workers never wait for each other in a circle.
    locked = Assessment.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    versions: Mapping[int, int] = dict(locked.values_list("pk", "input_version"))
    return [each for each in computed if versions.get(each.given.assessment_id) == each.given.input_version]


def _not_standing(computed: Sequence[ComputedScore]) -> list[ComputedScore]:
    standing: Collection[tuple[int, int, str, str]] = set(
        Scorecard.objects.filter(
            assessment__in=[each.given.assessment_id for each in computed], is_current=True
        ).values_list("assessment", "input_version", "purpose", "inputs_digest")
    )
    return [each for each in computed if _identity(each) not in standing]


def _identity(each: ComputedScore) -> tuple[int, int, str, str]:
    # The digest covers the engine's version: a new engine computes anew.
    return each.given.assessment_id, each.given.input_version, str(each.given.purpose), each.digest


def _card(each: ComputedScore, now: datetime) -> Scorecard:
    kept = each.given.purpose != Purpose.DRAFT
    return Scorecard(
        assessment_id=each.given.assessment_id,
        template_version_id=each.given.template_version_id,
        purpose=each.given.purpose,
        input_version=each.given.input_version,
        low=each.result.low,
        high=each.result.high,
        observed=each.result.observed,
        coverage=each.result.coverage,
        confidence=each.support.confidence,
        adjusted=each.support.adjusted,
        status=each.result.status,
        result=each.result_json,
        inputs=each.inputs if kept else None,
        inputs_digest=each.digest,
        engine_version=each.engine_version,
        computed_at=now,
    )
