"""Puts the sections and questions of a draft into another order."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Max, QuerySet

from assessments.actions.editing.locking import lock_draft, question_in, section_in
from assessments.models import Question, Section, TemplateVersion
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

# Above every place in use, so that no two rows ever stand on one place while they are put in order.
ASIDE = 15_000
Row = TypeVar("Row", Section, Question)


@transaction.atomic
def move_question(*, by: Actor, version: TemplateVersion, key: str, section_key: str, place: int) -> Question:
    """Put a question onto a place (from 1) of a section; what stands there moves down."""
    draft = lock_draft(version)
    question = question_in(draft, key)
    target = section_in(draft, section_key)
    before = (question.section_id, question.position)
    put_question(question, target, place)
    moved = Question.objects.select_related("section").get(pk=question.pk)
    if before != (moved.section_id, moved.position):
        record(by=by, action="draft.question_moved", on=draft, digest={"question": key})
    return moved


@transaction.atomic
def move_section(*, by: Actor, version: TemplateVersion, key: str, place: int) -> Section:
    """Put a section onto a place (from 1); what stands there moves down."""
    draft = lock_draft(version)
    section = section_in(draft, key)
    put_section(section, place)
    moved = Section.objects.get(pk=section.pk)
    if moved.position != section.position:
        record(by=by, action="draft.section_moved", on=draft, digest={"section": key})
    return moved


def put_question(question: Question, target: Section, place: int) -> None:
    """Put a question onto a place of a section of its draft, under the draft's lock."""
    home = question.section_id
    there = Question.objects.filter(section=target).exclude(pk=question.pk)
    rows = _with(question, list(there.order_by("position")), place)
    _set_aside(Question.objects.filter(section__in=[home, target.pk]))
    Question.objects.filter(pk=question.pk).update(section=target, position=2 * ASIDE)
    _number(Question.objects.filter(section=target), rows)
    if home != target.pk:
        left = Question.objects.filter(section=home)
        _number(left, list(left.order_by("position")))


def put_section(section: Section, place: int) -> None:
    """Put a section onto a place of its draft, under the draft's lock."""
    sections = Section.objects.filter(version=section.version_id)
    rows = _with(section, list(sections.exclude(pk=section.pk).order_by("position")), place)
    _set_aside(sections)
    _number(sections, rows)


def next_place(section: Section) -> int:
    """The place after the last question of a section."""
    return (Question.objects.filter(section=section).aggregate(last=Max("position"))["last"] or 0) + 1


def _with(row: Row, others: list[Row], place: int) -> list[Row]:
    ordered = list(others)
    ordered.insert(max(0, place - 1), row)
    return ordered


def _set_aside(rows: QuerySet[Row]) -> None:
    rows.update(position=F("position") + ASIDE)


def _number(rows: QuerySet[Row], order: Sequence[Row]) -> None:
    for place, row in enumerate(order, start=1):
        row.position = place
    rows.bulk_update(order, ["position"])
