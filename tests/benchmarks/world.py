"""A large house: one checklist of 100 questions, assessments of it, and a project that compares some."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from assessments.actions import load_checklist
from assessments.management.commands.load_checklists import DEFAULT_FILE
from assessments.models import (
    Answer,
    AnswerRevision,
    AnswerState,
    Assessment,
    Capability,
    Grant,
    Question,
    Response,
    Subject,
    SubjectKind,
    TemplateVersion,
)
from assessments.tasks import score
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from outsourcing.jobs.models import OwedWork
from providers.models import Provider
from selection.actions import ChecklistPlan, ProjectFacts, add_candidate, create_project, set_weights
from selection.models import Project
from selection.tasks import rank
from tests.people import person

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
QUESTIONS = 100
QUESTIONS_IN_A_SECTION = 10
CANDIDATES = 8
# Everything one person answers; a mirror takes two companies, a measured figure nobody.
ASKED_OF_ONE = {"scale", "yes_no", "choice", "number", "percentage", "date", "text"}
AUTHOR = {"saved_by_kind": "user", "saved_by_id": "1", "saved_by_name": "Mara Keller"}
OPENER = {"created_by_kind": "user", "created_by_id": "1", "created_by_name": "Mara Keller"}

Json = Mapping[str, object]


@dataclass
class World:
    """The house as far as it was built; it only grows."""

    lead: User
    version: TemplateVersion
    questions: Sequence[Question]
    assessments: list[Assessment] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many assessments there are."""
        return len(self.assessments)

    def grow_to(self, size: int) -> None:
        """Add assessments, each with 100 answers and their history, straight through the models."""
        added = [self._assessment(subject) for subject in _subjects(range(self.size, size))]
        Assessment.objects.bulk_create(added)
        responses = Response.objects.bulk_create(
            [Response(assessment=each, side="evaluator") for each in added]
        )
        Grant.objects.bulk_create(self._grants(added))
        for number, response in enumerate(responses, start=self.size):
            _answer_all(response, self.questions, seed=number)
        self.assessments += added
        self.responses += responses

    def _assessment(self, subject: Subject) -> Assessment:
        return Assessment(
            version=self.version,
            subject=subject,
            title=f"Whole house of {subject.title}",
            reference_date=NOW.date(),
            created_at=NOW,
            **OPENER,
        )

    def _grants(self, assessments: Sequence[Assessment]) -> list[Grant]:
        return [
            Grant(actor_kind="user", actor_id=str(self.lead.pk), assessment=each, capability=capability)
            for each in assessments
            for capability in (Capability.MANAGE, Capability.ANSWER)
        ]


def begin() -> World:
    """The checklist and the person who may see everything in it; no assessment yet."""
    load_checklist(by=SYSTEM, data=_checklist(), position=1, now=NOW)
    version = TemplateVersion.objects.select_related("template").get(template__key="whole-house")
    questions = list(Question.objects.filter(version=version).order_by("section__position", "position"))
    assert len(questions) == QUESTIONS
    return World(lead=person("procurement_lead", name="Mara Keller"), version=version, questions=questions)


def score_all(world: World) -> None:
    """Store a scorecard of every assessment, as the worker's handler does."""
    work_off("assessments.score", [str(each.pk) for each in world.assessments])


def work_off(task: str, keys: Sequence[str]) -> None:
    """Owe this work and have the handler of its kind do all of it, batch by batch."""
    OwedWork.objects.bulk_create(
        [OwedWork(task=task, key=key, wanted_version=1, owed_since=NOW) for key in keys],
        update_conflicts=True,
        unique_fields=["task", "key"],
        update_fields=["wanted_version", "owed_since", "state"],
    )
    handler = {"assessments.score": score, "selection.rank": rank}[task]
    while OwedWork.objects.filter(task=task, state="queued").exists():
        handler()


def compared(world: World) -> Project:
    """A project that compares the providers of the first assessments."""
    lead = world.lead.as_actor()
    facts = ProjectFacts(name="Data management", need="Data management for two phase III studies.")
    project = create_project(by=lead, owner=world.lead, facts=facts, now=NOW)
    template = world.version.template
    project = set_weights(by=lead, project=project, weights={template.pk: 100.0})
    for assessment in world.assessments[:CANDIDATES]:
        provider = assessment.subject.provider
        assert provider is not None
        plan = ChecklistPlan(pinned={template.pk: assessment})
        add_candidate(by=lead, project=project, provider=provider, plan=plan, now=NOW)
    work_off("selection.rank", [str(project.pk)])
    return Project.objects.get(pk=project.pk)


def value_for(question: Question, seed: int) -> object:
    """A valid answer that differs from one assessment to the next."""
    form = question.format
    match form["type"]:
        case "scale" | "text":
            return 1 + (seed + question.pk) % form.get("levels", 5)
        case "yes_no":
            return "yes" if (seed + question.pk) % 7 else "no"
        case "choice":
            key = form["options"][(seed + question.pk) % len(form["options"])]["key"]
            return [key] if form.get("several") else key
        case "date":
            return "2026-03-01"
        case _:
            ends = [point["x"] for point in form.get("points") or [{"x": 0}, {"x": 9}]]
            return int(ends[0] + (ends[-1] - ends[0]) * ((seed + question.pk) % 10) / 10)


def _checklist() -> Json:
    asked = list(_questions())[:QUESTIONS]
    places = range(0, QUESTIONS, QUESTIONS_IN_A_SECTION)
    sections = [
        {
            "key": f"part-{place}",
            "title": f"Part {place // 10 + 1}",
            "weight": 10,
            "questions": asked[place : place + 10],
        }
        for place in places
    ]
    return {
        "key": "whole-house",
        "name": "The whole house",
        "purpose": "provider_fit",
        "default_weight": 100,
        "who": "evaluators",
        "recurrence": "yearly",
        "introduction": "A hundred questions of the checklists that come with the product, asked at once.",
        "opening_sides": ["evaluator"],
        "sections": sections,
    }


def _questions() -> Iterator[Json]:
    """The product's own questions, put to the evaluators, without what depends on other questions."""
    for template in json.loads(DEFAULT_FILE.read_text(encoding="utf-8"))["templates"]:
        for section in template["sections"]:
            for question in section["questions"]:
                if question["format"]["type"] in ASKED_OF_ONE and question["format"].get("rated", True):
                    yield {**question, "sides": ["evaluator"], "condition": None}


def _subjects(numbers: range) -> list[Subject]:
    providers = Provider.objects.bulk_create(
        [
            Provider(
                name=f"Provider {number:04}",
                name_key=f"provider {number:04}",
                created_at=NOW,
                changed_at=NOW,
                changed_by="seed",
            )
            for number in numbers
        ]
    )
    return Subject.objects.bulk_create(
        [Subject(kind=SubjectKind.PROVIDER, provider=each) for each in providers]
    )


def _answer_all(response: Response, questions: Sequence[Question], seed: int) -> None:
    content = {"state": AnswerState.ANSWERED, **AUTHOR}
    # Each a minute after the one before, and each response on hours of its own: no page is like another.
    began = NOW - timedelta(minutes=120 * (seed + 1))
    answers = Answer.including_sealed.bulk_create(
        [
            Answer(
                response=response,
                question=question,
                value=value_for(question, seed),
                saved_at=began + timedelta(minutes=minute),
                **content,
            )
            for minute, question in enumerate(questions)
        ]
    )
    AnswerRevision.objects.bulk_create(
        [
            AnswerRevision(
                answer=answer, value=answer.value, saved_at=answer.saved_at, salt="0" * 32, **content
            )
            for answer in answers
        ]
    )
