"""The lock under which a draft is edited: one change after the other, and none while it is published."""

from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused
from assessments.models import Question, Section, Template, TemplateVersion, VersionState


def locked_template(template: Template) -> Template:
    """A checklist, locked until the end of the transaction."""
    return Template.objects.select_for_update().get(pk=template.pk)


def lock_draft(version: TemplateVersion) -> TemplateVersion:
    """A draft as it stands now, locked; refuses where it was published or discarded meanwhile."""
    locked = (
        TemplateVersion.objects.select_for_update(of=("self",))
        .select_related("template")
        .filter(pk=version.pk)
        .first()
    )
    if locked is None:
        text = _("This draft was discarded meanwhile. Your change was not saved.")
        raise Refused("version", "discarded", text)
    if locked.state != VersionState.DRAFT:
        text = _(
            "This version was published meanwhile, so it never changes. Begin a new draft for your change."
        )
        raise Refused("version", "published", text)
    return locked


def section_in(draft: TemplateVersion, key: str) -> Section:
    """A section of a draft; refuses where it was removed meanwhile."""
    section = Section.objects.filter(version=draft, key=key).first()
    if section is None:
        text = _("This section was removed meanwhile. Nothing was changed.")
        raise Refused("section", "section_removed", text)
    section.version = draft
    return section


def question_in(draft: TemplateVersion, key: str) -> Question:
    """A question of a draft; refuses where it was removed meanwhile."""
    question = Question.objects.select_related("section").filter(version=draft, key=key).first()
    if question is None:
        text = _("This question was removed meanwhile. What you typed was not saved.")
        raise Refused("question", "question_removed", text)
    question.version = draft
    return question
