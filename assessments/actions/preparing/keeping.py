"""The lock under which preparations move, and the figures that are kept with each move."""

from collections.abc import Iterable
from datetime import datetime

from assessments.domain.culture import Band
from assessments.domain.preparing import (
    Line,
    PreparationState,
    Scale,
    count_of,
    told_of,
    told_to_json,
)
from assessments.models import Preparation, Preparedness
from assessments.queries.gaps import Gaps


def lock_preparedness(assessment_id: int) -> Preparedness:
    """The figures of an assessment, locked until the end of the transaction: one move after the other."""
    return Preparedness.objects.select_for_update(of=("self",)).get(assessment=assessment_id)


def lock_preparation(preparation: Preparation) -> tuple[Preparedness, Preparation]:
    """A preparation as it stands now, under the lock of its assessment's figures."""
    kept = lock_preparedness(preparation.assessment_id)
    rows = Preparation.objects.select_related("assessment__subject", "rule", "document")
    return kept, rows.get(pk=preparation.pk)


def keep_gaps(kept: Preparedness, gaps: Gaps, *, input_version: int, now: datetime) -> None:
    """Note what was read; `recount` stores it."""
    kept.gaps = [
        {
            "question": scale.question_key,
            "text": scale.text,
            "band": str(scale.band),
            "silent": scale.silent_words,
        }
        for scale, _gap in gaps.scales
    ]
    kept.knowledge = list(gaps.knowledge)
    kept.input_version, kept.read_at = input_version, now


def recount(kept: Preparedness) -> None:
    """Count anew and store, in the transaction of the move."""
    lines = list(_lines(Preparation.objects.filter(assessment=kept.assessment_id)))
    scales = [_scale(gap) for gap in kept.gaps]
    count = count_of(lines, kept.knowledge)
    kept.done, kept.required = count.done, count.required
    kept.told = told_to_json(told_of(scales, lines))
    kept.save()


def _scale(gap: dict[str, str]) -> Scale:
    return Scale(gap["question"], gap["text"], Band(gap["band"]), gap["silent"])


def _lines(rows: Iterable[Preparation]) -> Iterable[Line]:
    for row in rows:
        yield Line(row.question_key, row.title, PreparationState(row.state))
