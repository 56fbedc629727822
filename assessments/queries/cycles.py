"""The cycles of a checklist about a subject, one after the other, and two of them beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.comparing import QuestionTurn, compared
from assessments.domain.questionnaire import Perspective, Questionnaire
from assessments.domain.results import QuestionScore, ScoreResult
from assessments.models import Answer, AnswerState, Assessment, Subject, Template
from assessments.queries.access import readable_answers
from assessments.queries.questionnaires import questionnaire_of
from assessments.queries.scorecards import results_for
from assessments.queries.series import assessments_of
from outsourcing.actors import Actor


@dataclass(frozen=True, slots=True)
class CycleView:
    """One time around with its standing result, where it was computed."""

    assessment: Assessment
    result: ScoreResult | None

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked in it."""
        return questionnaire_of(self.assessment.version)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two cycles: what became of each question, and what was answered to it in both."""

    before: CycleView
    now: CycleView
    turns: tuple[QuestionTurn, ...]
    answers_before: Mapping[str, Sequence[Answer]]
    answers_now: Mapping[str, Sequence[Answer]]


def cycles_by_checklist(actor: Actor, subject: Subject) -> Mapping[Template, Sequence[CycleView]]:
    """The cycles of each checklist about a subject, first to last, in the order of the checklists."""
    seen = assessments_of(actor, subject)
    results = results_for([each.pk for each in seen])
    cycles: dict[Template, list[CycleView]] = {}
    for each in sorted(seen, key=lambda one: (one.version.template.position, one.version.template.name)):
        cycles.setdefault(each.version.template, []).append(CycleView(each, results.get(each.pk)))
    return cycles


def compare(actor: Actor, before: CycleView, now: CycleView) -> Compared:
    """Question by question, over the versions of the checklist; answers as far as this actor may read."""
    return Compared(
        before=before,
        now=now,
        turns=compared(_questions(before), _questions(now)),
        answers_before=_answers(actor, before.assessment),
        answers_now=_answers(actor, now.assessment),
    )


def _questions(cycle: CycleView) -> Sequence[QuestionScore]:
    return cycle.result.questions if cycle.result else ()


def _answers(actor: Actor, assessment: Assessment) -> Mapping[str, Sequence[Answer]]:
    told: dict[str, list[Answer]] = {}
    given = readable_answers(actor, assessment).filter(perspective=Perspective.OWN)
    for answer in given.exclude(state=AnswerState.CLEARED):
        told.setdefault(answer.question.key, []).append(answer)
    return told
