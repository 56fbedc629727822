"""Which questions of a response somebody may answer, all at once."""

from collections.abc import Mapping

from django.db.models import Q

from assessments.models import Capability, Question, Response
from assessments.queries.discretion import grants_of
from assessments.queries.progress import asked_keys
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


def answerable_questions(actor: Actor, response: Response) -> Mapping[str, Question]:
    """The questions that this response is asked and this actor may answer there, by their keys."""
    own = Q(response=response.pk)
    covers = own | Q(response__isnull=True) if response.is_shared else own
    granted = grants_of(actor).filter(covers, assessment=response.assessment_id, capability=Capability.ANSWER)
    sections = set(granted.values_list("section", flat=True))
    asked = asked_keys(questionnaire_of(response.assessment.version), response.side, response.section_keys)
    questions = Question.objects.select_related("section").filter(version=response.assessment.version_id)
    return {
        question.key: question
        for question in questions.filter(key__in=asked)
        if None in sections or question.section_id in sections
    }
