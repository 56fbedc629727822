"""Assessments as lines of a list: progress, score and range."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from assessments.charts import score_bar
from assessments.domain.results import Status
from assessments.models import Assessment, AssessmentState, ReviewState
from assessments.queries import Progress, ResponseBrief, ScorecardSummary, response_briefs, scorecards_told
from outsourcing.actors import Actor
from outsourcing.ui import drawn
from outsourcing.ui.addresses import addresses
from outsourcing.ui.bars import ScoreBar
from outsourcing.ui.formats import day_text, possible_text, score_text
from outsourcing.ui.frames import frame
from outsourcing.ui.registry import Tone

STATE_TONES = {"open": Tone.INFO, "submitted": Tone.OK, "cancelled": Tone.NONE}


@dataclass(frozen=True, slots=True)
class RowShape:
    """What decides how a line is drawn; everything else is only filled in."""

    state: str
    is_asked: bool
    is_computed: bool
    is_withheld: bool
    is_out_of_date: bool
    is_provisional: bool
    is_excluded: bool
    is_due: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment as a line."""

    assessment: Assessment
    score: ScorecardSummary
    progress: Progress
    bar: ScoreBar
    today: date
    overview_url: str
    answer_url: str

    @property
    def html(self) -> SafeString:
        """The line of the table."""
        return frame("assessments/_row.html", shape=self._shape).filled(self._values())

    @property
    def _shape(self) -> RowShape:
        return RowShape(
            state=self.assessment.state,
            is_asked=bool(self.progress.asked),
            is_computed=self.score.computed_at is not None,
            is_withheld=self.score.is_withheld,
            is_out_of_date=self.score.is_out_of_date,
            is_provisional=self.score.provisional,
            is_excluded=self.score.status is Status.EXCLUDED,
            is_due=self.assessment.due_on is not None,
            is_mine=bool(self.answer_url),
        )

    def _values(self) -> dict[str, str]:
        assessment, score, progress = self.assessment, self.score, self.progress
        due = drawn.due_pill(assessment.due_on, self.today, beside_day=True)
        return {
            "url": self.overview_url,
            "title": assessment.title,
            "about": assessment.subject.title,
            "checklist": assessment.version.template.name,
            "state": drawn.pill(_tone(assessment), assessment.state_words),
            "answered": str(progress.answered),
            "asked": str(progress.asked),
            "progress": drawn.progress_line(progress.share, gettext("Answered")),
            "observed": score_text(score.observed),
            "possible": possible_text(score.low, score.high),
            "bar": drawn.score_bar(self.bar, plain=True),
            "day": day_text(assessment.due_on),
            "due": due if assessment.state == "open" else "",
            "answer-url": self.answer_url,
        }


def _tone(assessment: Assessment) -> Tone:
    is_returned = assessment.review == ReviewState.RETURNED and assessment.state == AssessmentState.OPEN
    return Tone.WARN if assessment.awaits_review or is_returned else STATE_TONES[assessment.state]


def rows_of(actor: Actor, assessments: Sequence[Assessment], today: date) -> list[AssessmentRow]:
    """The lines of these assessments, in two reads."""
    scores = scorecards_told(actor, [assessment.pk for assessment in assessments])
    briefs = response_briefs(actor, assessments)
    drawing = _Drawing(today, addresses("assessments:overview"), addresses("assessments:fill", count=2))
    return [drawing.row(each, scores[each.pk], briefs[each.pk]) for each in assessments]


@dataclass(frozen=True, slots=True)
class _Drawing:
    today: date
    overview: Callable[..., str]
    fill: Callable[..., str]

    def row(
        self, assessment: Assessment, score: ScorecardSummary, responses: Sequence[ResponseBrief]
    ) -> AssessmentRow:
        waiting = [each.pk for each in responses if each.waits_for_me and assessment.state == "open"]
        parts = [each.progress for each in responses]
        return AssessmentRow(
            assessment=assessment,
            score=score,
            progress=Progress(sum(part.answered for part in parts), sum(part.asked for part in parts)),
            bar=score_bar(assessment.version.template.key, score.low, score.high, score.observed),
            today=self.today,
            overview_url=self.overview(assessment.pk),
            answer_url=self.fill(assessment.pk, waiting[-1]) if waiting else "",
        )
