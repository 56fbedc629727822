"""Loads a default checklist as a published version; safe to run twice, and never over local changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from assessments.actions.publishing import publish_version
from assessments.domain.checklists import Checklist, ChecklistQuestion, ChecklistSection, checklist_from_json
from assessments.domain.fingerprint import digest
from assessments.domain.questionnaire_codec import question_to_json
from assessments.models import Envelope, Question, Section, Template, TemplateVersion
from outsourcing.actors import Actor


class Outcome(StrEnum):
    """What loading one checklist came to."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True)
class Loaded:
    """One checklist and what became of it."""

    key: str
    outcome: Outcome
    version: int


@transaction.atomic
def load_checklist(*, by: Actor, data: Mapping[str, object], position: int, now: datetime) -> Loaded:
    """Add the checklist, or a new version of it where the file changed and nobody edited it here."""
    checklist = checklist_from_json(data)
    wanted = digest(data)
    newest = (
        TemplateVersion.objects.filter(template__key=checklist.key)
        .select_related("template")
        .order_by("-number")
        .first()
    )
    if newest is not None and newest.source_digest == wanted:
        return Loaded(checklist.key, Outcome.UNCHANGED, newest.number)
    if newest is not None and not newest.source_digest:
        return Loaded(checklist.key, Outcome.LEFT_ALONE, newest.number)
    version = _draft(checklist, position, newest.number + 1 if newest else 1)
    publish_version(by=by, version=version, now=now, source_digest=wanted)
    outcome = Outcome.NEW_VERSION if newest else Outcome.ADDED
    return Loaded(checklist.key, outcome, version.number)


def _draft(checklist: Checklist, position: int, number: int) -> TemplateVersion:
    version = TemplateVersion.objects.create(template=_template(checklist, position), number=number)
    places = enumerate(checklist.sections, start=1)
    rows = [(_section(section, version, place), section.questions) for place, section in places]
    Section.objects.bulk_create([row for row, _questions in rows])
    Question.objects.bulk_create(
        [
            _question(item, row, place)
            for row, questions in rows
            for place, item in enumerate(questions, start=1)
        ]
    )
    return version


def _template(checklist: Checklist, position: int) -> Template:
    template, _created = Template.objects.update_or_create(
        key=checklist.key,
        defaults={
            "name": checklist.name,
            "purpose": checklist.purpose,
            "default_weight": checklist.default_weight,
            "position": position,
            "who": checklist.who,
            "recurrence": checklist.recurrence,
            "introduction": checklist.introduction,
            "opening_sides": [str(side) for side in checklist.opening_sides],
        },
    )
    return template


def _section(section: ChecklistSection, version: TemplateVersion, place: int) -> Section:
    return Section(
        version=version,
        key=section.key,
        title=section.title,
        position=place,
        weight=section.weight,
        minimum=section.minimum,
        envelope=section.envelope or Envelope.OPEN,
    )


def _question(item: ChecklistQuestion, section: Section, place: int) -> Question:
    return Question(
        version=section.version,
        section=section,
        position=place,
        guidance=item.guidance,
        proof=item.proof,
        serves=list(item.serves),
        **question_to_json(item.question),
    )
