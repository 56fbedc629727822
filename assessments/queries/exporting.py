"""A checklist as the file that another installation reads."""

from assessments.models import Template, TemplateVersion
from assessments.queries.drafts import outline_of
from assessments.queries.preparation_table import table_json
from outsourcing.actors import Actor, Permission

FACTS = ("key", "name", "purpose", "default_weight", "who", "recurrence", "introduction", "opening_sides")


def newest_version(actor: Actor, key: str) -> TemplateVersion | None:
    """The newest version of a checklist, a draft too, for those who may read checklists."""
    if not actor.may(Permission.READ_TEMPLATES):
        return None
    versions = TemplateVersion.objects.filter(template__key=key).select_related("template")
    return versions.order_by("-number").first()


def checklist_json(version: TemplateVersion) -> dict[str, object]:
    """The facts, sections and questions of a version, as the file of default checklists holds them.

    What its gaps ask to be prepared belongs to all its versions and comes along.
    """
    template: Template = version.template
    sections = [
        {
            "key": section.key,
            **section.content,
            "questions": [{"key": question.key, **question.content} for question in section.questions],
        }
        for section in outline_of(version).sections
    ]
    facts = {name: getattr(template, name) for name in FACTS}
    table = table_json(template)
    return {**facts, "sections": sections, **({"preparations": table} if table else {})}
