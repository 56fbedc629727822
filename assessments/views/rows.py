"""Assessments as lines of a list: progress, score and range."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessments.charts import score_bar
from assessments.models import Assessment
from assessments.queries import Progress, ResponseBrief, ScorecardSummary, response_briefs, scorecards_for
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
    """The lines of these assessments, in two reads."""
    scores = scorecards_for([assessment.pk for assessment in assessments])
    briefs = response_briefs(actor, assessments)
    return [_row(assessment, scores[assessment.pk], briefs[assessment.pk]) for assessment in assessments]


def _row(
    assessment: Assessment, score: ScorecardSummary, responses: Sequence[ResponseBrief]
) -> AssessmentRow:
    waiting = [each.pk for each in responses if each.waits_for_me and assessment.state == "open"]
    parts = [each.progress for each in responses]
    return AssessmentRow(
        assessment=assessment,
        score=score,
        progress=Progress(sum(part.answered for part in parts), sum(part.asked for part in parts)),
        bar=score_bar(assessment.version.template.key, score.low, score.high, score.observed),
        answer_url=reverse("assessments:fill", args=[assessment.pk, waiting[-1]]) if waiting else "",
    )
