"""From rows to the questionnaire that the mathematics knows."""

from dataclasses import replace
from functools import lru_cache

from assessments.domain.json_fields import Json
from assessments.domain.questionnaire import Questionnaire
from assessments.domain.questionnaire_codec import questionnaire_from_json
from assessments.models import Envelope, Question, Section, TemplateVersion


def questionnaire_of(version: TemplateVersion) -> Questionnaire:
    """The questionnaire of a version; a published one is frozen, so it is built once for each process."""
    if version.is_frozen:
        return _frozen(version.pk, version.digest)
    return build_questionnaire(version.pk)


def build_questionnaire(version_id: int) -> Questionnaire:
    """Build it from the rows as they stand, in three reads."""
    version = TemplateVersion.objects.select_related("template").get(pk=version_id)
    questions: dict[int, list[Json]] = {}
    for question in Question.objects.filter(version=version_id).order_by("position"):
        questions.setdefault(question.section_id, []).append(_question(question))
    sections = Section.objects.filter(version=version_id).order_by("position")
    return questionnaire_from_json(
        {
            "template_key": version.template.key,
            "version": version.number,
            "sections": [_section(section, questions.get(section.pk, [])) for section in sections],
        }
    )


def unsealed(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire without the envelopes that are sealed until somebody opens them."""
    sections = tuple(section for section in questionnaire.sections if section.envelope != Envelope.PRICE)
    if len(sections) == len(questionnaire.sections):
        return questionnaire
    return replace(questionnaire, sections=sections, digest="")


@lru_cache(maxsize=256)
def _frozen(version_id: int, digest: str) -> Questionnaire:
    return replace(build_questionnaire(version_id), digest=digest)


def _section(section: Section, questions: list[Json]) -> Json:
    return {
        "key": section.key,
        "title": section.title,
        "weight": section.weight,
        "minimum": section.minimum,
        "envelope": section.envelope,
        "questions": questions,
    }


def _question(question: Question) -> Json:
    return {
        "key": question.key,
        "text": question.text,
        "format": question.format,
        "weight": question.weight,
        "knockout": question.knockout,
        "condition": question.condition,
        "not_applicable_allowed": question.not_applicable_allowed,
        "sides": question.sides,
        "aggregation": question.aggregation,
        "flags": question.flags,
    }
