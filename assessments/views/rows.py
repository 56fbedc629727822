"""Assessments as lines of a list: progress, score and range."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessments.charts import score_bar
from assessments.models import Assessment, Response
from assessments.queries import (
    Progress,
    ScorecardSummary,
    answerable_responses,
    progress_for,
    readable_responses,
    scorecards_for,
)
from outsourcing.actors import Actor
from outsourcing.ui.bars import ScoreBar
from outsourcing.ui.registry import Tone

STATE_TONES = {"open": Tone.INFO, "submitted": Tone.OK, "cancelled": Tone.NONE}


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment as a line."""

    assessment: Assessment
    score: ScorecardSummary
    progress: Progress
    bar: ScoreBar
    answer_url: str

    @property
    def tone(self) -> Tone:
        """The tone of its state."""
        return STATE_TONES[self.assessment.state]

    @property
    def overview_url(self) -> str:
        """Its own page."""
        return reverse("assessments:overview", args=[self.assessment.pk])


def rows_of(actor: Actor, assessments: Sequence[Assessment]) -> list[AssessmentRow]:
    """The lines of these assessments, in a fixed number of reads."""
    ids = [assessment.pk for assessment in assessments]
    scores = scorecards_for(ids)
    readable: dict[int, list[Response]] = defaultdict(list)
    for response in readable_responses(actor).filter(assessment__in=ids):
        readable[response.assessment_id].append(response)
    progress = progress_for([response for group in readable.values() for response in group])
    own = {
        response.assessment_id: response.pk
        for response in answerable_responses(actor).filter(assessment__in=ids, state="draft")
    }
    return [
        _row(
            assessment,
            scores[assessment.pk],
            [progress[response.pk] for response in readable[assessment.pk]],
            own.get(assessment.pk),
        )
        for assessment in assessments
    ]


def _row(
    assessment: Assessment, score: ScorecardSummary, parts: Sequence[Progress], own: int | None
) -> AssessmentRow:
    can_answer = own is not None and assessment.state == "open"
    return AssessmentRow(
        assessment=assessment,
        score=score,
        progress=Progress(sum(part.answered for part in parts), sum(part.asked for part in parts)),
        bar=score_bar(assessment.version.template.key, score.low, score.high, score.observed),
        answer_url=reverse("assessments:fill", args=[assessment.pk, own]) if can_answer else "",
    )
