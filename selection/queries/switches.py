"""Which questions may knock out in a project, and where each switch stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.models import Question, Template
from outsourcing.actors import Actor
from selection.models import KnockoutSwitch, Project
from selection.queries.access import visible_projects
from selection.queries.checklists import newest_versions


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One question that a project may let knock out."""

    template_id: int
    template_name: str
    question_key: str
    question: str
    sentence: str
    on: bool


def switchable_keys(template: Template) -> frozenset[str]:
    """The keys of this checklist's questions whose knock-out is for the project to switch."""
    return frozenset(question.key for question in _switchable([template.pk]))


def switch_lines(actor: Actor, project: Project) -> Sequence[SwitchLine]:
    """Each question that may knock out in this project, and whether it does."""
    seen = visible_projects(actor).filter(pk=project.pk)
    template_ids = list(seen.values_list("weights__template_id", flat=True))
    on = switched_on(project.pk)
    return [_line(question, on) for question in _switchable(template_ids)]


def switched_on(project_id: int) -> Mapping[str, frozenset[str]]:
    """By key of the checklist, the questions that knock out in this project."""
    switches = KnockoutSwitch.objects.filter(project_id=project_id, on=True).select_related("template")
    on: dict[str, set[str]] = {}
    for switch in switches:
        on.setdefault(switch.template.key, set()).add(switch.question_key)
    return {key: frozenset(questions) for key, questions in on.items()}


def _switchable(template_ids: Sequence[int]) -> Sequence[Question]:
    versions = newest_versions(template_ids)
    questions = Question.objects.filter(version__in=versions.values(), knockout__applies="project")
    return list(
        questions.select_related("version__template").order_by(
            "version__template__position", "version__template_id", "section__position", "position"
        )
    )


def _line(question: Question, on: Mapping[str, frozenset[str]]) -> SwitchLine:
    template = question.version.template
    knockout = question.knockout or {}
    return SwitchLine(
        template_id=template.pk,
        template_name=template.name,
        question_key=question.key,
        question=question.text,
        sentence=str(knockout.get("sentence", "")),
        on=question.key in on.get(template.key, frozenset()),
    )
