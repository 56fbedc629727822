"""Takes a checklist from a file as a draft: all of it or nothing, and never over another draft."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.editing.content import question_content, section_content
from assessments.actions.editing.drafts import ChecklistFacts, fill
from assessments.actions.editing.intake import check_intake
from assessments.actions.editing.locking import locked_template
from assessments.actions.refusals import Refused
from assessments.domain.checklists import Checklist, ChecklistQuestion, ChecklistSection, checklist_from_json
from assessments.domain.outline import Outline, OutlineQuestion, OutlineSection
from assessments.domain.questionnaire_codec import question_to_json
from assessments.models import Envelope, Template, TemplatePurpose, TemplateVersion, VersionState
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def import_checklist(*, by: Actor, data: Mapping[str, object]) -> TemplateVersion:
    """The checklist of a file as the draft of its next version; raises FileRefused or Refused."""
    checklist = _read(data)
    outline = Outline(tuple(map(_section, checklist.sections)))
    template = _template(checklist)
    if TemplateVersion.objects.filter(template=template, state=VersionState.DRAFT).exists():
        text = _("This checklist has a draft already. Publish or discard it, then import again.")
        raise Refused("version", "another_draft", text)
    last = TemplateVersion.objects.filter(template=template).order_by("-number").first()
    draft = TemplateVersion.objects.create(template=template, number=last.number + 1 if last else 1)
    fill(draft, outline)
    record(by=by, action="draft.imported", on=draft, digest={"number": draft.number})
    return draft


def _read(data: Mapping[str, object]) -> Checklist:
    check_intake(data)
    try:
        return checklist_from_json(data)
    except ValueError as error:
        raise Refused(getattr(error, "field", "file"), "unreadable", str(error)) from error


def _template(checklist: Checklist) -> Template:
    facts = ChecklistFacts(
        name=checklist.name,
        purpose=TemplatePurpose(checklist.purpose),
        default_weight=checklist.default_weight,
        who=checklist.who,
        recurrence=checklist.recurrence,
        introduction=checklist.introduction,
        opening_sides=checklist.opening_sides,
    )
    # What a checklist that is here already says about itself stays; only its next version is imported.
    template, _created = Template.objects.get_or_create(key=checklist.key, defaults=facts.columns())
    return locked_template(template)


def _section(section: ChecklistSection) -> OutlineSection:
    content = section_content(
        {
            "title": section.title,
            "weight": section.weight,
            "minimum": section.minimum,
            "envelope": section.envelope or str(Envelope.OPEN),
        }
    )
    return OutlineSection(section.key, content, tuple(map(_question, section.questions)))


def _question(item: ChecklistQuestion) -> OutlineQuestion:
    words = {"guidance": item.guidance, "proof": item.proof, "serves": list(item.serves)}
    key = item.question.key
    return OutlineQuestion(key, question_content(key, {**question_to_json(item.question), **words}))
