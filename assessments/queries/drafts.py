"""Reads of drafts of checklists, for those who edit them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from assessments.domain.outline import (
    CONTENT_FIELDS,
    SECTION_FIELDS,
    Outline,
    OutlineQuestion,
    OutlineSection,
)
from assessments.models import (
    Assessment,
    AssessmentState,
    Question,
    Removal,
    Section,
    Template,
    TemplateVersion,
    VersionState,
)
from outsourcing.actors import Actor, Permission

Row = TypeVar("Row", bound=Model)


def editable_templates(actor: Actor) -> QuerySet[Template]:
    """The checklists this actor may change."""
    return _if_editor(actor, Template.objects.order_by("position", "name"))


def editable_drafts(actor: Actor) -> QuerySet[TemplateVersion]:
    """The drafts this actor may change, with their checklists."""
    drafts = TemplateVersion.objects.filter(state=VersionState.DRAFT)
    return _if_editor(actor, drafts.select_related("template"))


def restorable_removals(actor: Actor) -> QuerySet[Removal]:
    """What was taken out of drafts and can still be put back."""
    return _if_editor(actor, Removal.objects.filter(restored=False).select_related("template"))


def newest_frozen(template: Template) -> TemplateVersion | None:
    """The version that a draft is compared with: the newest that was ever published."""
    frozen = TemplateVersion.objects.exclude(state=VersionState.DRAFT).filter(template=template)
    return frozen.select_related("template").order_by("-number").first()


def open_uses(template: Template) -> Mapping[int, int]:
    """How many open assessments each version of a checklist serves, by its number."""
    numbers = Assessment.objects.filter(version__template=template, state=AssessmentState.OPEN)
    counted: dict[int, int] = {}
    for number in numbers.order_by().values_list("version__number", flat=True):
        counted[number] = counted.get(number, 0) + 1
    return counted


def outline_of(version: TemplateVersion | None) -> Outline:
    """All sections and questions of a version in two reads; nothing where there is no version."""
    if version is None:
        return Outline(())
    questions: dict[int, list[OutlineQuestion]] = {}
    for question in Question.objects.filter(version=version).order_by("position"):
        asked = OutlineQuestion(question.key, content_of(question))
        questions.setdefault(question.section_id, []).append(asked)
    sections = Section.objects.filter(version=version).order_by("position")
    return Outline(tuple(_section(section, questions.get(section.pk, ())) for section in sections))


def content_of(question: Question) -> dict[str, object]:
    """Everything a question says, as JSON."""
    return {field: getattr(question, field) for field in CONTENT_FIELDS}


def section_content_of(section: Section) -> dict[str, object]:
    """Everything a section says, as JSON."""
    return {field: getattr(section, field) for field in SECTION_FIELDS}


def _section(section: Section, questions: Sequence[OutlineQuestion]) -> OutlineSection:
    return OutlineSection(section.key, section_content_of(section), tuple(questions))


def _if_editor(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows if actor.may(Permission.MANAGE_TEMPLATES) else rows.none()
