"""Adds and changes the sections of a draft, and its weights all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.actions.editing.content import (
    EditConflict,
    check_weight,
    merged_or_conflict,
    section_content,
)
from assessments.actions.editing.drafts import free_key
from assessments.actions.editing.locking import lock_draft, section_in
from assessments.actions.refusals import Refused
from assessments.domain.merging import merge
from assessments.domain.outline import Content
from assessments.models import Envelope, Question, Section, TemplateVersion
from assessments.queries.drafts import section_content_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

MOST_SECTIONS = 200
Row = TypeVar("Row", Section, Question)


@dataclass(frozen=True)
class Weights:
    """Raw weights by the keys of sections and of questions."""

    sections: Mapping[str, float]
    questions: Mapping[str, float]


@transaction.atomic
def add_section(*, by: Actor, version: TemplateVersion, title: str) -> Section:
    """Add an empty section at the end."""
    draft = lock_draft(version)
    content = section_content({"title": title, "weight": 1, "minimum": None, "envelope": str(Envelope.OPEN)})
    taken = set(Section.objects.filter(version=draft).values_list("key", flat=True))
    if len(taken) >= MOST_SECTIONS:
        text = _("A checklist holds %(most)d sections at most.") % {"most": MOST_SECTIONS}
        raise Refused("section", "too_many", text)
    key = free_key(slugify(title)[:50].strip("-") or "section", taken)
    last = Section.objects.filter(version=draft).aggregate(last=Max("position"))["last"] or 0
    section = Section.objects.create(version=draft, key=key, position=last + 1, **content)
    record(by=by, action="draft.section_added", on=draft, digest={"section": key})
    return section


@transaction.atomic
def save_section(
    *, by: Actor, version: TemplateVersion, key: str, content: Content, base: Content | None
) -> Section:
    """Change a section; what another editor changed since `base` is kept too."""
    draft = lock_draft(version)
    section = section_in(draft, key)
    present = section_content_of(section)
    merged = section_content(merged_or_conflict(base, section_content(content), present))
    if merged != present:
        for field, value in merged.items():
            setattr(section, field, value)
        section.save()
        record(by=by, action="draft.section_changed", on=draft, digest={"section": key})
    return section


@transaction.atomic
def save_weights(*, by: Actor, version: TemplateVersion, weights: Weights, base: Weights) -> int:
    """Save the weights that were changed since `base`; returns how many. Raises EditConflict."""
    draft = lock_draft(version)
    sections = Section.objects.filter(version=draft, key__in=list(weights.sections))
    questions = Question.objects.filter(version=draft, key__in=list(weights.questions))
    moved_sections = _reweighted(list(sections), weights.sections, base.sections)
    moved_questions = _reweighted(list(questions), weights.questions, base.questions)
    Section.objects.bulk_update(moved_sections, ["weight"])
    Question.objects.bulk_update(moved_questions, ["weight"])
    changed = len(moved_sections) + len(moved_questions)
    if changed:
        record(by=by, action="draft.weights_changed", on=draft, digest={"weights": changed})
    return changed


def _reweighted(rows: list[Row], mine: Mapping[str, float], base: Mapping[str, float]) -> list[Row]:
    present = {row.key: row.weight for row in rows}
    merged = merge(base, {key: mine[key] for key in present}, present)
    if merged.clashes:
        raise EditConflict(merged.clashes, present)
    moved = [row for row in rows if mine[row.key] != base.get(row.key) and mine[row.key] != row.weight]
    for row in moved:
        check_weight(mine[row.key])
        row.weight = mine[row.key]
    return moved
