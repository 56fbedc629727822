"""What would become of the answers of an assessment in another version of its checklist."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.domain.moving import still_fits
from assessments.domain.questionnaire import AnswerState as Given
from assessments.domain.questionnaire import Perspective, Questionnaire, Side
from assessments.models import Answer, AnswerState, Assessment, AssessmentState, TemplateVersion, VersionState
from assessments.queries.access import readable_answers
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


@dataclass(frozen=True)
class MovePlan:
    """Which answers stay as they are, which are set aside, and which questions are new.

    `refitted` go to the same question in the other version, `cleared` among them no longer fit it;
    `removed` belong to questions that the other version does not have.
    """

    refitted: tuple[Answer, ...]
    cleared: tuple[Answer, ...]
    removed: tuple[Answer, ...]
    newly_asked: tuple[str, ...]

    @property
    def kept(self) -> tuple[Answer, ...]:
        """The answers that count on."""
        cleared = {answer.pk for answer in self.cleared}
        counting = (answer for answer in self.refitted if answer.state != AnswerState.CLEARED)
        return tuple(answer for answer in counting if answer.pk not in cleared)


def newer_version(assessment: Assessment) -> TemplateVersion | None:
    """The version in use of the checklist, where an open assessment still has an older one."""
    if assessment.state != AssessmentState.OPEN:
        return None
    newer = TemplateVersion.objects.filter(
        template=assessment.version.template_id,
        state=VersionState.PUBLISHED,
        number__gt=assessment.version.number,
    )
    return newer.select_related("template").first()


def move_plan(assessment: Assessment, target: TemplateVersion) -> MovePlan:
    """What a move would do; the answers themselves are not told, only whose they are."""
    questionnaire = questionnaire_of(target)
    answers = Answer.including_sealed.filter(response__assessment=assessment)
    rows = list(answers.select_related("question", "response").order_by("response", "question__position"))
    found = [answer for answer in rows if answer.question.key in questionnaire.by_key]
    lost = [answer for answer in rows if answer.question.key not in questionnaire.by_key]
    return MovePlan(
        refitted=tuple(found),
        cleared=tuple(answer for answer in found if not _fits(answer, questionnaire)),
        removed=tuple(answer for answer in lost if answer.state != AnswerState.CLEARED),
        newly_asked=_newly_asked(questionnaire_of(assessment.version), questionnaire),
    )


def set_aside_answers(actor: Actor, assessment: Assessment) -> Sequence[Answer]:
    """The answers this actor may read to questions that the assessment's version no longer asks."""
    answers = readable_answers(actor, assessment).exclude(question__version=assessment.version_id)
    told = answers.exclude(state=AnswerState.CLEARED).select_related("question__version")
    return list(told.order_by("question__version", "question__section__position", "question__position"))


def _fits(answer: Answer, questionnaire: Questionnaire) -> bool:
    if answer.state == AnswerState.CLEARED:
        return True
    return still_fits(
        questionnaire.by_key[answer.question.key],
        side=Side(answer.response.side),
        perspective=Perspective(answer.perspective),
        state=Given(answer.state),
        value=answer.value,
    )


def _newly_asked(old: Questionnaire, new: Questionnaire) -> tuple[str, ...]:
    return tuple(question.text for question in new.questions if question.key not in old.by_key)
