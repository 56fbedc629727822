"""The default checklists: what the project's data file says, as dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.domain.format_codec import member
from assessments.domain.json_fields import Fields, Json
from assessments.domain.questionnaire import Question, Questionnaire, Section, Side
from assessments.domain.questionnaire_codec import question_from_json


class Purpose(StrEnum):
    """Which index a checklist feeds."""

    PROVIDER_FIT = "provider_fit"
    READINESS = "readiness"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True)
class ChecklistQuestion:
    """A question with what surrounds it: guidance, the proof wanted, the requirements served."""

    question: Question
    guidance: str
    proof: str
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """A section of a checklist; `weight` is the sum of its questions' weights."""

    key: str
    title: str
    weight: float
    minimum: float | None
    envelope: str
    questions: tuple[ChecklistQuestion, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A template as it is delivered; `opening_sides` answer from the start."""

    key: str
    name: str
    purpose: Purpose
    default_weight: float
    who: str
    recurrence: str
    introduction: str
    opening_sides: tuple[Side, ...]
    sections: tuple[ChecklistSection, ...]

    @property
    def questions(self) -> tuple[ChecklistQuestion, ...]:
        """Return all questions in the order they are asked."""
        return tuple(item for section in self.sections for item in section.questions)

    def questionnaire(self, version: int = 1) -> Questionnaire:
        """Return the checklist as the engine reads it."""
        return Questionnaire(self.key, version, tuple(map(_section, self.sections)))


def checklists_from_json(data: Json) -> tuple[Checklist, ...]:
    """Read the whole file, {"templates": [...]}; raises FormatError, which names the place."""
    return tuple(_read(item) for item in Fields(data).objects("templates"))


def checklist_from_json(data: Json) -> Checklist:
    """Read one checklist; raises FormatError, which names the place."""
    return _read(Fields(data))


def _read(fields: Fields) -> Checklist:
    return Checklist(
        key=fields.text("key"),
        name=fields.text("name"),
        purpose=member(Purpose, fields, "purpose"),
        default_weight=fields.number("default_weight"),
        who=fields.text("who", ""),
        recurrence=fields.text("recurrence", ""),
        introduction=fields.text("introduction", ""),
        opening_sides=tuple(Side(str(side)) for side in fields.items("opening_sides")),
        sections=tuple(_read_section(item) for item in fields.objects("sections")),
    )


def _read_section(fields: Fields) -> ChecklistSection:
    questions = tuple(_read_question(item) for item in fields.objects("questions"))
    return ChecklistSection(
        key=fields.text("key"),
        title=fields.text("title"),
        weight=fields.number("weight"),
        minimum=fields.optional_number("minimum"),
        envelope=fields.text("envelope", ""),
        questions=questions,
    )


def _read_question(fields: Fields) -> ChecklistQuestion:
    return ChecklistQuestion(
        question=question_from_json(fields.all(), fields.where),
        guidance=fields.text("guidance", ""),
        proof=fields.text("proof", ""),
        serves=tuple(str(item) for item in fields.items("serves")),
    )


def _section(section: ChecklistSection) -> Section:
    questions = tuple(item.question for item in section.questions)
    return Section(section.key, section.title, section.weight, questions, section.minimum, section.envelope)
