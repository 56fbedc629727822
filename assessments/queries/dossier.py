"""An assessment as a whole, as far as one reader may see it: for what leaves the house as a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.domain.questionnaire import AnswerValue, Perspective, Side
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.results import QuestionScore, ScoreResult, SectionScore
from assessments.models import Answer, AnswerState, Assessment, Evidence, Response
from assessments.queries.access import readable_answers, readable_responses
from assessments.queries.evidence import proofs_in
from assessments.queries.questionnaires import questionnaire_of, unsealed
from assessments.queries.scorecards import ScorecardSummary, results_for, scorecards_told
from outsourcing.actors import Actor


@dataclass(frozen=True)
class Said:
    """What one response says to one question."""

    response: Response
    perspective: Perspective
    state: AnswerState
    value: AnswerValue
    note: str
    reason: str
    saved_at: datetime
    saved_by_name: str


@dataclass(frozen=True)
class DossierQuestion:
    """One question with everything that was said to it."""

    number: str
    asked: Asked
    score: QuestionScore | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class DossierSection:
    """One section with its score; `is_sealed` where nobody opened it yet."""

    number: int
    title: str
    score: SectionScore | None
    questions: tuple[DossierQuestion, ...]
    is_sealed: bool


@dataclass(frozen=True)
class Dossier:
    """The assessment, its score, every readable answer and every readable proof."""

    assessment: Assessment
    score: ScorecardSummary
    result: ScoreResult | None
    responses: tuple[Response, ...]
    sections: tuple[DossierSection, ...]
    proofs: tuple[Evidence, ...]

    @property
    def questions(self) -> Mapping[str, DossierQuestion]:
        """The questions by their keys."""
        return {each.asked.key: each for section in self.sections for each in section.questions}


def dossier_of(actor: Actor, assessment: Assessment) -> Dossier:
    """Read all of it for whoever asks; what is sealed or hidden from them is not in it."""
    score = scorecards_told(actor, [assessment.pk])[assessment.pk]
    result = None if score.is_withheld else results_for([assessment.pk]).get(assessment.pk)
    return Dossier(
        assessment=assessment,
        score=score,
        result=result,
        responses=tuple(readable_responses(actor).filter(assessment=assessment)),
        sections=tuple(_sections(assessment, result, _said(actor, assessment))),
        proofs=tuple(proof for proof in proofs_in(actor, assessment) if proof.stands),
    )


def _sections(
    assessment: Assessment, result: ScoreResult | None, said: Mapping[str, Sequence[Said]]
) -> Iterable[DossierSection]:
    questionnaire = questionnaire_of(assessment.version)
    shown = unsealed(questionnaire) if assessment.sealed_until_opened else questionnaire
    open_keys = {section.key for section in shown.sections}
    section_scores = {each.key: each for each in result.sections} if result else {}
    scores = {each.key: each for each in result.questions} if result else {}
    for number, section in enumerate(questionnaire.sections, start=1):
        yield DossierSection(
            number=number,
            title=section.title,
            score=section_scores.get(section.key),
            is_sealed=section.key not in open_keys,
            questions=tuple(
                DossierQuestion(
                    f"{number}.{place}", asked, scores.get(asked.key), tuple(said.get(asked.key, ()))
                )
                for place, asked in enumerate(section.questions, start=1)
            ),
        )


def _said(actor: Actor, assessment: Assessment) -> Mapping[str, Sequence[Said]]:
    answers = readable_answers(actor, assessment).exclude(state=AnswerState.CLEARED)
    told: dict[str, list[Said]] = {}
    for answer in sorted(answers, key=_in_order):
        told.setdefault(answer.question.key, []).append(
            Said(
                response=answer.response,
                perspective=Perspective(answer.perspective),
                state=AnswerState(answer.state),
                value=answer.value,
                note=answer.note,
                reason=answer.reason,
                saved_at=answer.saved_at,
                saved_by_name=answer.saved_by_name,
            )
        )
    return told


def _in_order(answer: Answer) -> tuple[int, str, str]:
    sides = list(Side)
    return sides.index(Side(answer.response.side)), answer.response.party, answer.perspective
