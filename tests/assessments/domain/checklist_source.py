"""The delivered checklists beside the facts they were drawn up from (`checklist_facts.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import assessments
from assessments.domain.checklists import ChecklistQuestion, checklists_from_json
from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    DateAge,
    Measured,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
)
from assessments.domain.questionnaire import Question

FILE = Path(assessments.__file__).parent / "data" / "checklists.json"
DATA: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
CHECKLISTS = {item.key: item for item in checklists_from_json(DATA)}
FACTS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("checklist_facts.json").read_text("utf-8"))
KINDS: dict[str, type[AnswerFormat]] = {
    "scale": Scale,
    "mirror": Mirror,
    "choice": Choice,
    "number": Number,
    "percentage": Percentage,
    "date": DateAge,
    "yes_no": YesNo,
    "computed": Measured,
    "text": Text,
    "text (graded 1-5)": Text,
    "text + file": Text,
    "text + date": Text,
}
# Beside what was drawn up, and weighing nothing: five more scales, and what each side knows of the other.
ADDED = frozenset(f"C{number}" for number in range(13, 24))
INDEXES = {
    "Provider fit": "provider_fit",
    "Sponsor readiness (own index)": "readiness",
    "Relationship health (own index)": "relationship",
}


class Fact(NamedTuple):
    """One question as it was drawn up, with the checklist it belongs to."""

    checklist: str
    id: str
    weight: float
    kind: str
    knockout: str
    requirements: str
    wording: str
    scoring: str
    evidence: str


QUESTIONS = [Fact(checklist["key"], *row) for checklist in FACTS for row in checklist["questions"]]


def of_kind(*kinds: str) -> list[Fact]:
    return [fact for fact in QUESTIONS if fact.kind in kinds]


def item(fact: Fact) -> ChecklistQuestion:
    return next(item for item in CHECKLISTS[fact.checklist].questions if item.question.key == fact.id)


def asked(key: str) -> Question:
    return next(item(fact).question for fact in QUESTIONS if fact.id == key)


def by_id(fact: Fact) -> str:
    return fact.id
