"""Takes questions and sections out of a draft, and puts back what was taken out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.actions.editing.arranging import next_place, put_question, put_section
from assessments.actions.editing.drafts import fill, free_key
from assessments.actions.editing.locking import lock_draft, locked_template, question_in, section_in
from assessments.actions.refusals import Refused
from assessments.domain.outline import Outline, OutlineQuestion, OutlineSection
from assessments.models import (
    Question,
    Removal,
    RemovedPart,
    Section,
    TemplateVersion,
    VersionState,
)
from assessments.queries.drafts import content_of, newest_frozen, section_content_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def remove_question(*, by: Actor, version: TemplateVersion, key: str, now: datetime) -> Removal:
    """Take a question out of a draft; published versions and their answers keep it."""
    draft = lock_draft(version)
    question = question_in(draft, key)
    kept: dict[str, Any] = {"section": question.section.key, "place": question.position, "key": key}
    kept["content"] = content_of(question)
    removal = _keep(by=by, draft=draft, part=RemovedPart.QUESTION, title=question.text, content=kept, now=now)
    question.delete()
    record(by=by, action="draft.question_removed", on=draft, digest={"question": key})
    return removal


@transaction.atomic
def remove_section(*, by: Actor, version: TemplateVersion, key: str, now: datetime) -> Removal:
    """Take a section out of a draft, with its questions."""
    draft = lock_draft(version)
    section = section_in(draft, key)
    questions = Question.objects.filter(section=section).order_by("position")
    kept = {
        "place": section.position,
        "key": key,
        "content": section_content_of(section),
        "questions": [{"key": each.key, "content": content_of(each)} for each in questions],
    }
    removal = _keep(by=by, draft=draft, part=RemovedPart.SECTION, title=section.title, content=kept, now=now)
    section.delete()
    record(by=by, action="draft.section_removed", on=draft, digest={"section": key})
    return removal


@transaction.atomic
def restore_removal(*, by: Actor, removal: Removal) -> TemplateVersion:
    """Put back what was taken out; twice does nothing more. Refuses where no draft can take it."""
    template = locked_template(removal.template)
    standing = TemplateVersion.objects.filter(template=template, state=VersionState.DRAFT).first()
    locked = Removal.objects.get(pk=removal.pk)
    if not locked.restored:
        standing = _restore(locked, standing)
        Removal.objects.filter(pk=locked.pk).update(restored=True)
        record(by=by, action="draft.part_restored", on=standing, digest={"part": str(locked.part)})
    if standing is None:
        raise Refused("version", "no_draft", _("There is no draft any more. Begin one, then add it again."))
    return standing


def _restore(removal: Removal, standing: TemplateVersion | None) -> TemplateVersion:
    if removal.part == RemovedPart.DRAFT:
        return _restore_draft(removal, standing)
    if standing is None:
        raise Refused("version", "no_draft", _("There is no draft any more. Begin one, then add it again."))
    draft = lock_draft(standing)
    if removal.part == RemovedPart.SECTION:
        _restore_section(draft, removal.content)
    else:
        _restore_question(draft, removal.content)
    return draft


def _restore_draft(removal: Removal, standing: TemplateVersion | None) -> TemplateVersion:
    if standing is not None:
        text = _("Another draft was begun meanwhile. Discard it first, then put this one back.")
        raise Refused("version", "another_draft", text)
    newest = newest_frozen(removal.template)
    number = newest.number + 1 if newest else 1
    draft = TemplateVersion.objects.create(template=removal.template, number=number)
    fill(draft, Outline(tuple(_section(data) for data in removal.content)))
    return draft


def _restore_section(draft: TemplateVersion, kept: Mapping[str, Any]) -> None:
    taken = set(Section.objects.filter(version=draft).values_list("key", flat=True))
    last = Section.objects.filter(version=draft).aggregate(last=Max("position"))["last"] or 0
    section = Section.objects.create(
        version=draft, key=free_key(kept["key"], taken), position=last + 1, **kept["content"]
    )
    asked = set(Question.objects.filter(version=draft).values_list("key", flat=True))
    for place, each in enumerate(kept["questions"], start=1):
        key = free_key(each["key"], asked)
        Question.objects.create(version=draft, section=section, key=key, position=place, **each["content"])
    put_section(section, kept["place"])


def _restore_question(draft: TemplateVersion, kept: Mapping[str, Any]) -> None:
    section = Section.objects.filter(version=draft, key=kept["section"]).first()
    if section is None:
        text = _("Its section was removed. Put the section back first.")
        raise Refused("section", "section_removed", text)
    section.version = draft
    taken = set(Question.objects.filter(version=draft).values_list("key", flat=True))
    question = Question.objects.create(
        version=draft,
        section=section,
        key=free_key(kept["key"], taken),
        position=next_place(section),
        **kept["content"],
    )
    put_question(question, section, kept["place"])


def _section(data: Mapping[str, Any]) -> OutlineSection:
    questions: Sequence[Mapping[str, Any]] = data["questions"]
    return OutlineSection(
        data["key"],
        data["content"],
        tuple(OutlineQuestion(each["key"], each["content"]) for each in questions),
    )


def _keep(
    *,
    by: Actor,
    draft: TemplateVersion,
    part: RemovedPart,
    title: str,
    content: dict[str, Any],
    now: datetime,
) -> Removal:
    return Removal.objects.create(
        template=draft.template,
        part=part,
        title=title[:200],
        content=content,
        removed_at=now,
        removed_by_name=by.name[:200],
    )
