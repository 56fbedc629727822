"""Begins, copies and discards drafts of checklists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.actions.editing.locking import lock_draft, locked_template
from assessments.actions.refusals import Refused
from assessments.domain.outline import Outline
from assessments.domain.questionnaire import Side
from assessments.models import (
    Question,
    Removal,
    RemovedPart,
    Section,
    Template,
    TemplatePurpose,
    TemplateVersion,
    VersionState,
)
from assessments.queries.drafts import newest_frozen, outline_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@dataclass(frozen=True)
class ChecklistFacts:
    """What a checklist says about itself, whatever its version."""

    name: str
    purpose: TemplatePurpose
    default_weight: float = 0.0
    who: str = ""
    recurrence: str = ""
    introduction: str = ""
    opening_sides: tuple[Side, ...] = ()
    needs_review: bool = False

    def columns(self) -> dict[str, Any]:
        """The same as columns of the table."""
        sides = [str(side) for side in self.opening_sides]
        return {**vars(self), "purpose": str(self.purpose), "opening_sides": sides}


@transaction.atomic
def begin_draft(*, by: Actor, template: Template) -> TemplateVersion:
    """The draft of a checklist: the one there is, or a copy of its newest published version."""
    locked = locked_template(template)
    standing = TemplateVersion.objects.filter(template=locked, state=VersionState.DRAFT).first()
    if standing is not None:
        return standing
    newest = newest_frozen(locked)
    number = newest.number + 1 if newest else 1
    draft = TemplateVersion.objects.create(template=locked, number=number)
    fill(draft, outline_of(newest))
    record(by=by, action="draft.begun", on=draft, digest={"number": number})
    return draft


@transaction.atomic
def create_checklist(*, by: Actor, facts: ChecklistFacts, outline: Outline | None = None) -> TemplateVersion:
    """A checklist of its own with its first draft: empty, or with the questions of another one."""
    last = Template.objects.order_by("-position").values_list("position", flat=True).first() or 0
    key, position = _free_key(facts.name), min(last + 1, 32_000)
    template = Template.objects.create(key=key, position=position, **facts.columns())
    draft = TemplateVersion.objects.create(template=template, number=1)
    fill(draft, outline or Outline(()))
    record(by=by, action="checklist.added", on=template, digest={"key": key})
    return draft


@transaction.atomic
def change_checklist(*, by: Actor, template: Template, facts: ChecklistFacts) -> Template:
    """Change what a checklist says about itself; its versions stay as they are."""
    locked = locked_template(template)
    for name, value in facts.columns().items():
        setattr(locked, name, value)
    locked.save()
    record(by=by, action="checklist.changed", on=locked)
    return locked


@transaction.atomic
def discard_draft(*, by: Actor, version: TemplateVersion, now: datetime) -> Removal:
    """Take a draft away; it can be put back as long as no other draft was begun."""
    draft = lock_draft(version)
    removal = Removal.objects.create(
        template=draft.template,
        part=RemovedPart.DRAFT,
        title=_("Draft of version %(number)d") % {"number": draft.number},
        content=outline_to_json(outline_of(draft)),
        removed_at=now,
        removed_by_name=by.name[:200],
    )
    record(by=by, action="draft.discarded", on=draft, digest={"number": draft.number})
    draft.delete()
    return removal


@transaction.atomic
def retire_version(*, by: Actor, version: TemplateVersion) -> TemplateVersion:
    """Offer a version for no new assessment; the running ones keep it. Twice does nothing more."""
    locked = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if locked.state == VersionState.DRAFT:
        text = _("A draft is not in use, so there is nothing to retire. It can be discarded.")
        raise Refused("version", "is_draft", text)
    if locked.state == VersionState.PUBLISHED:
        locked.state = VersionState.RETIRED
        locked.save(update_fields=["state"])
        record(by=by, action="version.retired", on=locked)
    return locked


def fill(draft: TemplateVersion, outline: Outline) -> None:
    """Put sections and questions into an empty draft."""
    sections = [
        Section(version=draft, key=section.key, position=place, **section.content)
        for place, section in enumerate(outline.sections, start=1)
    ]
    Section.objects.bulk_create(sections)
    Question.objects.bulk_create(
        [
            Question(version=draft, section=row, key=question.key, position=place, **question.content)
            for row, section in zip(sections, outline.sections, strict=True)
            for place, question in enumerate(section.questions, start=1)
        ]
    )


def outline_to_json(outline: Outline) -> Sequence[Mapping[str, object]]:
    """An outline as it is kept with a removal."""
    return [
        {
            "key": section.key,
            "content": dict(section.content),
            "questions": [{"key": q.key, "content": dict(q.content)} for q in section.questions],
        }
        for section in outline.sections
    ]


def _free_key(name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "checklist"
    taken = set(Template.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return free_key(stem, taken)


def free_key(stem: str, taken: set[str]) -> str:
    """The first of stem, stem-2, stem-3 … that nobody has."""
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
