"""Where an assessment stands, ready for its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from assessments.charts import score_bar
from assessments.domain.questionnaire import Side, asked_of
from assessments.domain.results import KnockoutFinding, KnockoutState, ScoreResult, SectionScore
from assessments.models import Assessment, AssessmentState, Reopening, Response, ResponseState
from assessments.queries import (
    Progress,
    ScorecardSummary,
    answerable_responses,
    progress_for,
    questionnaire_of,
    readable_responses,
    results_for,
    scorecards_told,
)
from outsourcing.actors import Actor
from outsourcing.ui.bars import ScoreBar

Bars = tuple[ScoreBar, ...]
SETTLED = 1e-9


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section with its score and range."""

    title: str
    score: SectionScore | None
    bar: ScoreBar


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One response: who answers, how far, and where to go."""

    response: Response
    progress: Progress
    may_answer: bool

    @property
    def is_consensus(self) -> bool:
        """What a panel settled; it is asked nothing of its own."""
        return self.response.side == Side.CONSENSUS

    @property
    def is_measured(self) -> bool:
        """What rosters answer; nobody has to."""
        return self.response.side == Side.MEASURED

    @property
    def url(self) -> str:
        """The filling page for who answers, the reading page for all others; a consensus has its own."""
        if self.is_consensus:
            return reverse("assessments:consensus", args=[self.response.assessment_id])
        page = "assessments:fill" if self.may_answer else "assessments:answers"
        return reverse(page, args=[self.response.assessment_id, self.response.pk])


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the page of an assessment shows."""

    assessment: Assessment
    score: ScorecardSummary
    result: ScoreResult | None
    bar: ScoreBar
    sections: tuple[SectionLine, ...]
    responses: tuple[ResponseLine, ...]
    reopenings: tuple[Reopening, ...]

    @property
    def progress(self) -> Progress:
        """Answered and asked over the responses that may be read."""
        parts = [line.progress for line in self.responses if not line.is_measured]
        return Progress(sum(part.answered for part in parts), sum(part.asked for part in parts))

    @property
    def submitted(self) -> tuple[Response, ...]:
        """The responses handed in."""
        lines = (line.response for line in self.responses)
        return tuple(each for each in lines if each.state == ResponseState.SUBMITTED)

    @property
    def submitters(self) -> tuple[tuple[str, datetime], ...]:
        """Who handed in, and when; several sides of one person on one day are said once."""
        once: dict[tuple[str, date], tuple[str, datetime]] = {}
        for each in self.submitted:
            if each.submitted_at is not None:
                key = each.submitted_by_name, localdate(each.submitted_at)
                once.setdefault(key, (each.submitted_by_name, each.submitted_at))
        return tuple(once.values())

    @property
    def to_answer(self) -> ResponseLine | None:
        """The first response that is the reader's to answer."""
        return next((line for line in self.responses if line.may_answer), None)

    @property
    def waits_for_knockout(self) -> bool:
        """Whether nothing but a knock-out is open: the score cannot move any more, yet is not complete."""
        low, high = self.score.low, self.score.high
        is_settled = low is not None and high is not None and high - low < SETTLED
        return is_settled and any(found.state is KnockoutState.PENDING for found in self.score.knockouts)

    @property
    def findings(self) -> tuple[KnockoutFinding, ...]:
        """The knock-outs that bite, then those still open."""
        bad = (KnockoutState.TRIGGERED, KnockoutState.PENDING)
        return tuple(found for state in bad for found in self.score.knockouts if found.state is state)


def standing_of(actor: Actor, assessment: Assessment) -> Standing:
    """Read where an assessment stands, for whoever asks."""
    score = scorecards_told(actor, [assessment.pk])[assessment.pk]
    result = None if score.is_withheld else results_for([assessment.pk]).get(assessment.pk)
    responses = list(readable_responses(actor).filter(assessment=assessment))
    return Standing(
        assessment=assessment,
        score=score,
        result=result,
        bar=score_bar(assessment.version.template.key, score.low, score.high, score.observed),
        sections=_section_lines(assessment, result),
        responses=_response_lines(actor, assessment, responses),
        reopenings=tuple(Reopening.objects.filter(response__in=responses).select_related("response")),
    )


def sides_of(assessment: Assessment) -> frozenset[Side]:
    """The sides that a person may be added to."""
    questions = questionnaire_of(assessment.version).questions
    return frozenset[Side]().union(*(asked_of(question) for question in questions))


def _section_lines(assessment: Assessment, result: ScoreResult | None) -> tuple[SectionLine, ...]:
    scores: Mapping[str, SectionScore] = {each.key: each for each in result.sections} if result else {}
    key = assessment.version.template.key
    return tuple(
        _section_line(key, section.title, scores.get(section.key))
        for section in questionnaire_of(assessment.version).sections
    )


def _section_line(template_key: str, title: str, score: SectionScore | None) -> SectionLine:
    if score is None:
        return SectionLine(title, None, score_bar(template_key, None, None, None))
    return SectionLine(title, score, score_bar(template_key, score.low, score.high, score.observed))


def _response_lines(
    actor: Actor, assessment: Assessment, responses: Sequence[Response]
) -> tuple[ResponseLine, ...]:
    progress = progress_for(responses)
    own = set(answerable_responses(actor).filter(assessment=assessment).values_list("pk", flat=True))
    is_open = assessment.state != AssessmentState.CANCELLED
    return tuple(
        ResponseLine(
            response,
            progress[response.pk],
            may_answer=is_open and response.state == ResponseState.DRAFT and response.pk in own,
        )
        for response in responses
    )
