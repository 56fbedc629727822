"""The rows of the page on which a response is filled, read in a small fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from assessments.domain.formats import AnswerFormat, Mirror
from assessments.domain.questionnaire import AnswerValue, Perspective, Questionnaire, Side
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.results import QuestionScore, QuestionState, ScoreResult
from assessments.models import Answer, AnswerState, Question, Response
from assessments.queries.access import answerable_responses, readable_answers
from assessments.queries.progress import Progress, asked_keys
from assessments.queries.questionnaires import questionnaire_of
from assessments.queries.reviewing import Returned, return_reasons_of
from assessments.queries.scorecards import live_score
from outsourcing.actors import Actor

Present = Mapping[tuple[str, str], Answer]


@dataclass(frozen=True)
class AnswerView:
    """An answer as the page shows it; row version 0 means that there is none yet."""

    perspective: Perspective
    row_version: int = 0
    state: AnswerState | None = None
    value: AnswerValue = None
    note: str = ""
    reason: str = ""
    saved_at: datetime | None = None
    saved_by_name: str = ""
    saved_by_kind: str = ""

    @property
    def is_given(self) -> bool:
        """Answered, or said not to apply."""
        return self.state in (AnswerState.ANSWERED, AnswerState.NOT_APPLICABLE)


@dataclass(frozen=True)
class OtherAnswer:
    """What another response of the assessment says to the same question."""

    side: Side
    party_name: str
    state: AnswerState
    value: AnswerValue
    note: str
    reason: str


@dataclass(frozen=True)
class QuestionRow:
    """One question with the answers of this response and what others said to it.

    `score` is missing where the question lies in a sealed envelope; `share` is its part of the whole score.
    """

    number: str
    question: Question
    asked: Asked
    answers: tuple[AnswerView, ...]
    others: tuple[OtherAnswer, ...]
    score: QuestionScore | None
    returned: Returned | None = None

    @property
    def format(self) -> AnswerFormat:
        """How it may be answered."""
        return self.asked.format

    @property
    def share(self) -> float:
        """Its effective weight in [0, 1]."""
        return self.score.weight if self.score else 0.0

    @property
    def is_hidden(self) -> bool:
        """Whether a condition keeps it from being asked at present."""
        return self.score is not None and self.score.state is QuestionState.HIDDEN

    @property
    def own(self) -> AnswerView:
        """The answer about one's own side; for all but mirrors the only one."""
        return self.answers[0]


@dataclass(frozen=True)
class SectionRows:
    """One section with the questions that this side is asked."""

    number: int
    key: str
    title: str
    share: float
    rows: tuple[QuestionRow, ...]

    @property
    def progress(self) -> Progress:
        """Answered and asked in this section; hidden questions are not asked."""
        shown = [row for row in self.rows if not row.is_hidden]
        return Progress(sum(row.own.is_given for row in shown), len(shown))


@dataclass(frozen=True)
class FillingPage:
    """A response as it is filled, with the score so far of its assessment."""

    response: Response
    sections: tuple[SectionRows, ...]
    score: ScoreResult

    @property
    def progress(self) -> Progress:
        """Answered and asked over all sections."""
        parts = [section.progress for section in self.sections]
        return Progress(sum(part.answered for part in parts), sum(part.asked for part in parts))


@dataclass(frozen=True)
class Said:
    """The answers that an actor may read: of the response itself, and of others to each question."""

    present: Present
    others: Mapping[str, Sequence[OtherAnswer]]


def filling_page(actor: Actor, response: Response, *, is_own: bool | None = None) -> FillingPage:
    """Everything the page needs; the response comes from `answerable_` or `readable_responses`.

    `is_own` spares a read where the caller knows that it came from the former.
    """
    if is_own is None:
        is_own = answerable_responses(actor).filter(pk=response.pk).exists()
    return _page(response, _said(actor, response, is_own=is_own))


def page_after_save(response: Response) -> FillingPage:
    """The same for whoever has just saved into it: fewer reads, without what others say."""
    return _page(response, Said(_present(_own_answers(response)), {}))


def _page(response: Response, said: Said) -> FillingPage:
    assessment = response.assessment
    questionnaire = questionnaire_of(assessment.version)
    scored = live_score(assessment, rated_in=response)
    return FillingPage(
        response=response,
        sections=tuple(_sections(response, questionnaire, scored, said)),
        score=scored,
    )


def _sections(
    response: Response,
    questionnaire: Questionnaire,
    scored: ScoreResult,
    said: Said,
) -> Iterable[SectionRows]:
    asked = asked_keys(questionnaire, response.side, response.section_keys)
    questions = {row.key: row for row in _questions(response)}
    shares = {section.key: section.weight for section in scored.sections}
    scores = {question.key: question for question in scored.questions}
    returned = return_reasons_of(response)
    for number, section in enumerate(questionnaire.sections, start=1):
        rows = tuple(
            QuestionRow(
                number=f"{number}.{place}",
                question=questions[question.key],
                asked=question,
                answers=_answers(question, said.present),
                others=tuple(said.others.get(question.key, ())),
                score=scores.get(question.key),
                returned=returned.get(question.key),
            )
            for place, question in enumerate(section.questions, start=1)
            if question.key in asked
        )
        if rows:
            yield SectionRows(number, section.key, section.title, shares.get(section.key, 0.0), rows)


def _questions(response: Response) -> QuerySet[Question]:
    # What is asked and how is at hand in the questionnaire; the rows add their words of help.
    return Question.objects.filter(version=response.assessment.version_id).only(
        "key", "text", "guidance", "proof"
    )


def _said(actor: Actor, response: Response, *, is_own: bool) -> Said:
    beside = Response.objects.filter(assessment=response.assessment_id).exclude(pk=response.pk)
    if is_own and not beside.exists():
        return Said(_present(_own_answers(response)), {})
    readable = readable_answers(actor, response.assessment)
    mine = _own_answers(response) if is_own else readable.filter(response=response)
    return Said(_present(mine), _others(readable.exclude(response=response)))


def _own_answers(response: Response) -> QuerySet[Answer]:
    # Its sealed answers too: who answers may see what they answered.
    return Answer.including_sealed.filter(response=response)


def _present(answers: QuerySet[Answer]) -> Present:
    # The key alone: the page has read the questions themselves already.
    keyed = answers.select_related(None).annotate(question_key=F("question__key"))
    return {(answer.question_key, answer.perspective): answer for answer in keyed}


def _answers(question: Asked, present: Present) -> tuple[AnswerView, ...]:
    mirrored = isinstance(question.format, Mirror)
    perspectives = (Perspective.OWN, Perspective.OTHER) if mirrored else (Perspective.OWN,)
    return tuple(_view(perspective, present.get((question.key, perspective))) for perspective in perspectives)


def _view(perspective: Perspective, answer: Answer | None) -> AnswerView:
    if answer is None:
        return AnswerView(perspective)
    return AnswerView(
        perspective=perspective,
        row_version=answer.row_version,
        state=AnswerState(answer.state),
        value=answer.value,
        note=answer.note,
        reason=answer.reason,
        saved_at=answer.saved_at,
        saved_by_name=answer.saved_by_name,
        saved_by_kind=answer.saved_by_kind,
    )


def _others(answers: QuerySet[Answer]) -> Mapping[str, Sequence[OtherAnswer]]:
    told: dict[str, list[OtherAnswer]] = {}
    for answer in answers.exclude(state=AnswerState.CLEARED).filter(perspective=Perspective.OWN):
        told.setdefault(answer.question.key, []).append(_other(answer))
    return told


def _other(answer: Answer) -> OtherAnswer:
    return OtherAnswer(
        side=Side(answer.response.side),
        party_name=answer.response.party_name,
        state=AnswerState(answer.state),
        value=answer.value,
        note=answer.note,
        reason=answer.reason,
    )
