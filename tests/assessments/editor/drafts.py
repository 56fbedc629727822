"""Drafts for tests, and the people who edit them."""

from collections.abc import Mapping

from assessments.actions.editing import begin_draft
from assessments.models import Question, TemplateVersion
from assessments.queries.drafts import content_of
from outsourcing.actors import Actor, Permission
from tests.assessments import factories
from tests.assessments.factories import Json

EDITING = (Permission.READ_TEMPLATES, Permission.MANAGE_TEMPLATES)


def editor(name: str = "Tessa Admin") -> Actor:
    """Somebody who may edit checklists."""
    return factories.someone(name, *EDITING)


def draft(*sections: Json, key: str = "", by: Actor | None = None) -> TemplateVersion:
    """The draft of version 2 of a small checklist whose version 1 is in use."""
    version = factories.published(*sections, key=key)
    return begin_draft(by=by or editor(), template=version.template)


def content(of: TemplateVersion, key: str, **changed: object) -> Mapping[str, object]:
    """What a question of a draft says, with changes."""
    return content_of(Question.objects.get(version=of, key=key)) | changed


def order(of: TemplateVersion) -> list[tuple[str, str]]:
    """Sections and questions in their order."""
    rows = Question.objects.filter(version=of).order_by("section__position", "position")
    return list(rows.values_list("section__key", "key"))
