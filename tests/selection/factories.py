"""A small project with two checklists, and candidates whose answers are saved and scored for real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assessments.actions import load_checklist
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Template
from assessments.tasks import prepare, score
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from outsourcing.jobs.models import OwedWork, WorkState
from providers.models import Provider
from selection.actions import (
    ChecklistPlan,
    ProjectFacts,
    add_candidate,
    create_project,
    set_readiness,
    set_weights,
)
from selection.domain.standing import StandingRow
from selection.models import Candidacy, Project, Standing
from selection.models.standing_rows import rows_from_json
from selection.tasks import rank
from tests.assessments.factories import answered, checklist, question, response_of, section
from tests.people import person
from tests.providers.factories import provider

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
NEED = "Data management for two phase III studies, with database lock within six weeks of the last visit."
BENCH = {"rule": "equals", "operand": "no", "applies": "project", "sentence": "There is no reserve of people"}
LICENCE = {"rule": "equals", "operand": "no", "applies": "always", "sentence": "A licence is missing"}
Answers = Mapping[str, Mapping[str, object]]
FULL: Answers = {"culture": {"news": 5}, "people": {"pace": 4, "bench": "yes", "licence": "yes"}}
PLAIN: Answers = {"culture": {"news": 3}, "people": {"pace": 5, "bench": "no", "licence": "yes"}}


@dataclass(frozen=True)
class World:
    """A project with its lead."""

    project: Project
    lead: User


def load_checklists() -> None:
    """Culture: one question. People: pace (weight 3), bench (1, may knock out), licence (0, knocks out)."""
    yes_no = {"type": "yes_no"}
    _load(1, "culture", section("all", question("news")))
    _load(
        2,
        "people",
        section(
            "all",
            question("pace", weight=3),
            question("bench", yes_no, 1, knockout=BENCH),
            question("licence", yes_no, 0, knockout=LICENCE),
        ),
    )
    _load(3, "readiness", section("all", question("owner"), question("time")), purpose="readiness")


def world(name: str = "Phase III data management", *, lead: User | None = None) -> World:
    """A project that weighs culture 60 and people 40."""
    if not Template.objects.filter(key="culture").exists():
        load_checklists()
    lead = lead or person("procurement_lead", name="Marieke Kuipers")
    facts = ProjectFacts(name=name, need=NEED)
    project = create_project(by=lead.as_actor(), owner=lead, facts=facts, now=NOW)
    weights = {template("culture").pk: 60.0, template("people").pk: 40.0}
    return World(set_weights(by=lead.as_actor(), project=project, weights=weights), lead)


def template(key: str) -> Template:
    """One of the small checklists."""
    return Template.objects.get(key=key)


def candidate(
    of: World, name: str, answers: Answers | None = None, *, who: Provider | None = None
) -> Candidacy:
    """A provider in the project, with these answers by checklist and question."""
    opened = list(Template.objects.filter(purpose="provider_fit"))
    added = add_candidate(
        by=of.lead.as_actor(),
        project=Project.objects.get(pk=of.project.pk),
        provider=who or provider(name),
        plan=ChecklistPlan(opened=opened),
        now=NOW,
    )
    for key, given in (answers or {}).items():
        give(assessment_of(added, key), given)
    return added


def assessment_of(candidacy: Candidacy, key: str) -> Assessment:
    """The assessment that serves this checklist for this candidate."""
    return Assessment.objects.get(
        candidacy_assessments__candidacy=candidacy, candidacy_assessments__template__key=key
    )


def give(assessed: Assessment, answers: Mapping[str, object]) -> None:
    """Save these answers for the evaluators."""
    for key, value in answers.items():
        answered(response_of(assessed, Side.EVALUATOR), key, value)


def with_readiness(of: World, answers: Mapping[str, object]) -> Assessment:
    """Our own side of the project, with these answers."""
    project = set_readiness(by=of.lead.as_actor(), project=of.project, now=NOW)
    assert project.readiness is not None
    give(project.readiness, answers)
    return project.readiness


def work_off() -> None:
    """Do what is owed as the worker does: scores first, then what their gaps ask for, then the rankings."""
    steps = (("assessments.score", score), ("assessments.prepare", prepare), ("selection.rank", rank))
    for task, handler in steps:
        owed = OwedWork.objects.filter(task=task).exclude(state=WorkState.DONE)
        for key in list(owed.values_list("key", flat=True)):
            handler(key)


def ranking(of: World) -> dict[str, StandingRow]:
    """The stored rows by provider, in their order."""
    standing = Standing.objects.get(project=of.project, is_current=True)
    names = dict(Candidacy.objects.filter(project=of.project).values_list("pk", "provider__name"))
    return {names[row.candidacy_id]: row for row in rows_from_json(standing.rows)}


def _load(position: int, key: str, *sections: Mapping[str, object], purpose: str = "provider_fit") -> None:
    data = checklist(*sections, key=key, purpose=purpose)
    load_checklist(by=SYSTEM, data=data, position=position, now=NOW)
