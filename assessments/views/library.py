"""The library of checklists, and one version of a checklist for reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.domain.culture_reading import has_mirrors
from assessments.domain.formats import Choice, LevelledFormat, Mirror, Scale, Text, is_scored, plain
from assessments.domain.questionnaire import Question as Asked
from assessments.domain.questionnaire import Questionnaire
from assessments.domain.scoring import score
from assessments.models import Question, Template, TemplatePurpose, TemplateVersion, VersionState
from assessments.models.response import SIDE_LABELS
from assessments.queries import questionnaire_of, visible_templates, visible_versions
from assessments.views.worth import KnockoutWords, kind_of, knockout_words, worth_of
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from outsourcing.ui.formats import decimal_text

# Shares are those of an empty sheet, to which no day matters.
ANY_DAY = date(2000, 1, 1)
CHECKLIST = ObjectRule("version of a checklist", "every version")


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A checklist with the version in use and its size."""

    template: Template
    version: TemplateVersion
    questions: int
    sections: int


@dataclass(frozen=True, slots=True)
class Group:
    """Checklists that feed one figure."""

    label: str
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level or option and what it is worth."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """One question as the library shows it."""

    number: str
    question: Question
    asked: Asked
    share: float
    kind: str
    worth: tuple[str, ...]
    levels: tuple[Level, ...]
    knockout: KnockoutWords | None
    sides: str


@dataclass(frozen=True, slots=True)
class ReadSection:
    """One section as the library shows it."""

    key: str
    title: str
    share: float
    questions: tuple[ReadQuestion, ...]


@guarded(Permission.READ_TEMPLATES)
@require_safe
def library(request: ActorRequest) -> HttpResponse:
    """Which checklists do we have, and what do they find out?"""
    lines = [line for line in map(_line, visible_templates(request.actor)) if line]
    groups = [
        Group(str(purpose.label), tuple(line for line in lines if line.template.purpose == purpose))
        for purpose in TemplatePurpose
    ]
    may_edit = request.actor.may(Permission.MANAGE_TEMPLATES)
    context = {"groups": [group for group in groups if group.lines], "may_edit": may_edit}
    return render(request, "assessments/library.html", context)


@guarded(Permission.READ_TEMPLATES, of=CHECKLIST)
@require_safe
def template_version(request: ActorRequest, key: str, number: int) -> HttpResponse:
    """What does this checklist ask, and what is each answer worth?"""
    versions = visible_versions(request.actor)
    version = get_object_or_404(versions, template__key=key, number=number)
    context = {
        "version": version,
        "others": [other for other in versions.filter(template=version.template_id) if other != version],
        "sections": tuple(_sections(version)),
        "has_scales": has_mirrors(questionnaire_of(version)),
        "is_in_use": version.state == VersionState.PUBLISHED,
        "may_edit": request.actor.may(Permission.MANAGE_TEMPLATES),
        "may_open": request.actor.may(Permission.CREATE_ASSESSMENTS),
    }
    return render(request, "assessments/template.html", context)


def _line(template: Template) -> TemplateLine | None:
    versions = list(template.versions.all())
    shown = [version for version in versions if version.state == VersionState.PUBLISHED] or versions
    if not shown:
        return None
    questionnaire = questionnaire_of(shown[0])
    return TemplateLine(template, shown[0], len(questionnaire.questions), len(questionnaire.sections))


def _sections(version: TemplateVersion) -> Iterable[ReadSection]:
    questionnaire = questionnaire_of(version)
    rows = {row.key: row for row in Question.objects.filter(version=version)}
    section_shares, shares = _shares(questionnaire)
    for number, section in enumerate(questionnaire.sections, start=1):
        yield ReadSection(
            section.key,
            section.title,
            section_shares[section.key],
            tuple(
                _question(f"{number}.{place}", rows[asked.key], asked, shares[asked.key])
                for place, asked in enumerate(section.questions, start=1)
            ),
        )


def _shares(questionnaire: Questionnaire) -> tuple[Mapping[str, float], Mapping[str, float]]:
    empty = score(questionnaire, (), reference=ANY_DAY)
    return (
        {section.key: section.weight for section in empty.sections},
        {question.key: question.weight for question in empty.questions},
    )


def _question(number: str, row: Question, asked: Asked, share: float) -> ReadQuestion:
    return ReadQuestion(
        number=number,
        question=row,
        asked=asked,
        share=share,
        kind=kind_of(asked.format),
        worth=worth_of(asked.format),
        levels=tuple(_levels(asked)),
        knockout=knockout_words(asked.knockout, asked.format),
        sides=", ".join(str(SIDE_LABELS[side]) for side in SIDE_LABELS if side in asked.sides),
    )


def _levels(asked: Asked) -> Iterable[Level]:
    match plain(asked.format):
        case Scale() | Mirror() | Text() as levelled:
            yield from _anchors(levelled)
        case Choice(options=options) as choice:
            for option in options:
                worth = decimal_text(option.value * 100, 0) if option.value is not None else ""
                yield Level(worth if is_scored(choice) else "", option.label)
        case _:
            return


def _anchors(levelled: LevelledFormat) -> Iterable[Level]:
    return (Level(str(anchor.level), anchor.text) for anchor in levelled.anchors)
