"""Opens what gaps ask to be prepared, and retires what nothing asks for any more; safe to run twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.actions.locking import lock_assessment
from assessments.actions.preparing.keeping import keep_gaps, lock_preparedness, recount
from assessments.domain.preparing import (
    Moves,
    Occasion,
    PreparationState,
    Rule,
    Standing,
    moves_of,
    occasions_of,
)
from assessments.models import (
    Assessment,
    AssessmentState,
    Preparation,
    PreparationRule,
    Preparedness,
)
from assessments.queries.gaps import Gaps, gaps_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

# What a preparation takes from its line of the table.
WORDS = ("question_key", "occasion", "title", "side", "audience", "before", "proof")


@transaction.atomic
def prepare_assessment(*, by: Actor, assessment_id: int, now: datetime) -> Preparedness | None:
    """Hold the gaps of an assessment against its checklist's table; None where it is gone or cancelled.

    Nobody's answers move meanwhile: whoever moves them waits for the assessment.
    """
    live = Assessment.objects.filter(pk=assessment_id).exclude(state=AssessmentState.CANCELLED)
    if not live.exists():
        return None
    locked = lock_assessment(assessment_id)
    gaps = gaps_of(locked)
    kept = _kept(locked, gaps, now)
    if kept is None:
        return None
    rules = {
        rule.pk: rule
        for rule in PreparationRule.objects.filter(template=locked.version.template_id, is_removed=False)
    }
    moves = _moves(locked, gaps, rules)
    _make(locked, moves, rules, now)
    _follow(locked, rules)
    recount(kept)
    if moves.opened or moves.reopened or moves.retired:
        digest: dict[str, str | int] = {
            "opened": len(moves.opened) + len(moves.reopened),
            "retired": len(moves.retired),
        }
        record(by=by, action="preparations.opened", on=locked, digest=digest)
    return kept


def _kept(assessment: Assessment, gaps: Gaps, now: datetime) -> Preparedness | None:
    """The figures, locked; none are begun before both sides are known on some scale."""
    found = Preparedness.objects.filter(assessment=assessment).exists()
    if not found and not gaps.scales:
        return None
    if not found:
        Preparedness.objects.create(assessment=assessment, input_version=0, read_at=now)
    kept = lock_preparedness(assessment.pk)
    keep_gaps(kept, gaps, input_version=assessment.input_version, now=now)
    return kept


def _moves(assessment: Assessment, gaps: Gaps, rules: Mapping[int, PreparationRule]) -> Moves:
    asked = {(scale.question_key, occasion) for scale, gap in gaps.scales for occasion in occasions_of(gap)}
    return moves_of(
        [Rule(pk, rule.question_key, Occasion(rule.occasion)) for pk, rule in rules.items()],
        asked,
        list(map(_standing, Preparation.objects.filter(assessment=assessment))),
    )


def _standing(row: Preparation) -> Standing:
    return Standing(row.rule_id, PreparationState(row.state), row.begun_at is not None)


def _make(assessment: Assessment, moves: Moves, rules: Mapping[int, PreparationRule], now: datetime) -> None:
    Preparation.objects.bulk_create([_opened(assessment, rules[key], now) for key in moves.opened])
    of = Preparation.objects.filter(assessment=assessment)
    of.filter(rule__in=moves.reopened).update(state=PreparationState.OPEN)
    of.filter(rule__in=moves.retired).update(state=PreparationState.RETIRED)


def _opened(assessment: Assessment, rule: PreparationRule, now: datetime) -> Preparation:
    return Preparation(
        assessment=assessment,
        rule=rule,
        due_on=timezone.localdate(now) + timedelta(days=rule.within_days),
        opened_at=now,
        **{name: getattr(rule, name) for name in WORDS},
    )


def _follow(assessment: Assessment, rules: Mapping[int, PreparationRule]) -> None:
    """What nobody took up yet says what the table says now."""
    moved: list[Preparation] = []
    idle = Preparation.objects.filter(
        assessment=assessment, state=PreparationState.OPEN, begun_at__isnull=True, rule__in=rules
    )
    for row in idle:
        rule = rules[row.rule_id]
        if any(getattr(row, name) != getattr(rule, name) for name in WORDS):
            for name in WORDS:
                setattr(row, name, getattr(rule, name))
            moved.append(row)
    Preparation.objects.bulk_update(moved, WORDS)
