"""The consensus page: what a panel disputes first, all ratings side by side, and what was settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from assessments.domain.panels import Judged, judge, settled_like
from assessments.domain.questionnaire import AnswerState as Given
from assessments.domain.questionnaire import AnswerValue, GivenAnswer, Perspective, Side
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.reliability import FEWEST_UNITS, panel_alpha
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    Capability,
    Question,
    Response,
    ResponseState,
)
from assessments.queries.access import manageable_assessments, readable_answers, readable_responses
from assessments.queries.discretion import discreetly, grants_of, may_look
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


@dataclass(frozen=True)
class Rating:
    """What one evaluator gave to one question."""

    name: str
    state: AnswerState
    value: AnswerValue
    worth: float | None
    note: str
    reason: str


@dataclass(frozen=True)
class Settled:
    """What the panel agreed on, why, and who wrote it down."""

    row_version: int
    value: AnswerValue
    reason: str
    saved_at: datetime
    saved_by_name: str


@dataclass(frozen=True)
class Item:
    """One question with its ratings, how far they agree, and what was settled."""

    number: str
    question: Question
    asked: Asked
    ratings: tuple[Rating, ...]
    judged: Judged
    settled: Settled | None
    mean: AnswerValue
    median: AnswerValue

    @property
    def is_open(self) -> bool:
        """On the agenda, and not settled yet."""
        return self.judged.on_agenda and self.settled is None


@dataclass(frozen=True)
class Consensus:
    """All of it, as far as whoever asks may read it."""

    response: Response
    may_settle: bool
    agenda: tuple[Item, ...]
    agreed: tuple[Item, ...]
    raters: tuple[str, ...]
    units: int
    alpha: float | None

    @property
    def open_items(self) -> int:
        """How many disputed questions are left."""
        return sum(item.is_open for item in self.agenda)

    @property
    def has_too_few_units(self) -> bool:
        """Whether alpha would say too little."""
        return self.units < FEWEST_UNITS


def consensus_response(actor: Actor, assessment_id: int) -> Response | None:
    """The consensus of an assessment, if it was opened and this actor may read it."""
    return readable_responses(actor).filter(assessment=assessment_id, side=Side.CONSENSUS).first()


def settled_by(actor: Actor, assessment_id: int) -> Response | None:
    """The same for whoever settles it: who manages the assessment, or was handed the consensus."""
    held = grants_of(actor).filter(
        assessment=assessment_id, capability=Capability.ANSWER, response__side=Side.CONSENSUS
    )
    if not (manageable_assessments(actor).filter(pk=assessment_id).exists() or held.exists()):
        return None
    responses = Response.objects.select_related(
        "assessment__version__template", "assessment__subject__provider"
    )
    found = discreetly(actor, responses.filter(may_look(actor, "assessment")), "assessment")
    return found.filter(assessment=assessment_id, side=Side.CONSENSUS).first()


def consensus_of(actor: Actor, response: Response) -> Consensus:
    """Everything the page shows; the response comes from `consensus_response`."""
    assessment = response.assessment
    answers = _answers(actor, assessment)
    ratings = [each for each in answers if each.response.side == Side.EVALUATOR]
    judged = judge(
        questionnaire_of(assessment.version), list(map(_given, ratings)), reference=assessment.reference_date
    )
    settled = {_key(each): _settled(each) for each in answers if each.response.side == Side.CONSENSUS}
    items = list(_items(assessment, _by_question(ratings), judged, settled))
    agenda = [item for item in items if item.judged.on_agenda]
    units = [each.values for each in judged.values() if len(each.values) > 1]
    return Consensus(
        response=response,
        may_settle=settled_by(actor, assessment.pk) is not None,
        agenda=tuple(sorted(agenda, key=_weight_of_dispute)),
        agreed=tuple(item for item in items if not item.judged.on_agenda),
        raters=tuple(sorted({each.response.party_name for each in ratings})),
        units=len(units),
        alpha=panel_alpha(units),
    )


def _answers(actor: Actor, assessment: Assessment) -> Sequence[Answer]:
    shown = readable_answers(actor, assessment).filter(perspective=Perspective.OWN)
    settled = shown.filter(response__side=Side.CONSENSUS, state=AnswerState.ANSWERED)
    rated = shown.filter(response__side=Side.EVALUATOR, response__state=ResponseState.SUBMITTED)
    told = (rated | settled).exclude(state=AnswerState.CLEARED).annotate(question_key=F("question__key"))
    return list(told.order_by("response__party_name", "response"))


def _items(
    assessment: Assessment,
    ratings: Mapping[str, Sequence[Answer]],
    judged: Mapping[str, Judged],
    settled: Mapping[str, Settled],
) -> Iterable[Item]:
    questions = {row.key: row for row in Question.objects.filter(version=assessment.version_id)}
    for number, section in enumerate(questionnaire_of(assessment.version).sections, start=1):
        for place, asked in enumerate(section.questions, start=1):
            if asked.key not in judged:
                continue
            made = judged[asked.key]
            mean, median = _middles(asked, made, assessment)
            yield Item(
                number=f"{number}.{place}",
                question=questions[asked.key],
                asked=asked,
                ratings=tuple(_ratings(ratings[asked.key], made)),
                judged=made,
                settled=settled.get(asked.key),
                mean=mean,
                median=median,
            )


def _middles(asked: Asked, made: Judged, assessment: Assessment) -> tuple[AnswerValue, AnswerValue]:
    if not made.on_agenda:
        return None, None
    return settled_like(asked.format, made.raws, reference=assessment.reference_date)


def _ratings(answers: Sequence[Answer], made: Judged) -> Iterable[Rating]:
    """Each rating with what it is worth; the values stand in the order of the answers that count."""
    worth = iter(made.values)
    for answer in answers:
        counts = answer.state == AnswerState.ANSWERED
        yield Rating(
            name=answer.response.party_name,
            state=AnswerState(answer.state),
            value=answer.value,
            worth=next(worth, None) if counts else None,
            note=answer.note,
            reason=answer.reason,
        )


def _weight_of_dispute(item: Item) -> tuple[bool, bool, float]:
    """What may exclude comes first, then what is not settled, then the widest range."""
    return not item.judged.divided_on_knockout, not item.is_open, -item.judged.range


def _by_question(answers: Iterable[Answer]) -> Mapping[str, Sequence[Answer]]:
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(_key(answer), []).append(answer)
    return found


def _key(answer: Answer) -> str:
    key: str = getattr(answer, "question_key", "")
    return key


def _given(answer: Answer) -> GivenAnswer:
    party = answer.response.party
    return GivenAnswer(
        _key(answer), Side.EVALUATOR, party, Perspective.OWN, Given(answer.state), answer.value
    )


def _settled(answer: Answer) -> Settled:
    return Settled(answer.row_version, answer.value, answer.note, answer.saved_at, answer.saved_by_name)
