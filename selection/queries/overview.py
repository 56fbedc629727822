"""One project's page: the need, who is compared by which checklists, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.models import Assessment, AssessmentState, SubjectKind, Template
from assessments.queries import (
    ScorecardSummary,
    hidden_names,
    manageable_assessments,
    scorecards_told,
)
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from providers.models import Provider, ProviderState
from providers.queries import visible_providers
from selection.models import (
    Candidacy,
    CandidacyAssessment,
    CandidacyState,
    Project,
    ProjectMember,
    ProjectWeight,
)
from selection.queries.access import may_change, visible_projects
from selection.queries.locks import first_response_is_in
from selection.queries.pins import live_pins


@dataclass(frozen=True, slots=True)
class Cell:
    """One checklist about one candidate: not opened, or an assessment with its score so far."""

    candidacy_id: int
    template: Template
    assessment_id: int | None
    score: ScorecardSummary | None


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One candidate and its cells, in the order of the checklists."""

    candidacy: Candidacy
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """One checklist's raw weight and its share of the whole."""

    row: ProjectWeight
    share: float


@dataclass(frozen=True, slots=True)
class Overview:
    """What a project's page shows."""

    project: Project
    may_change: bool
    weights: tuple[WeightLine, ...]
    weights_locked: bool
    candidates: tuple[CandidateLine, ...]
    withdrawn: tuple[Candidacy, ...]
    members: tuple[ProjectMember, ...]
    readiness: ScorecardSummary | None

    @property
    def may_adjust(self) -> bool:
        """Whether candidates, weights, switches and people may change: only while the project is open."""
        return self.may_change and self.project.is_open


def overview_of(actor: Actor, project_id: int) -> Overview | None:
    """A project this actor sees, with everything its page shows."""
    project = visible_projects(actor).select_related("owner").filter(pk=project_id).first()
    if project is None:
        return None
    weights = list(ProjectWeight.objects.filter(project=project).select_related("template").order_by("id"))
    candidacies = _candidacies(project)
    wanted = _assessments(project, candidacies)
    scores = scorecards_told(actor, wanted, beside_names=True)
    is_withheld = any(score.is_withheld for score in scores.values())
    unnamed = hidden_names(actor, wanted) if is_withheld else frozenset[int]()
    members = ProjectMember.objects.filter(project=project).select_related("user").order_by("role", "id")
    return Overview(
        project=project,
        may_change=may_change(actor, project),
        weights=_weight_lines(weights),
        weights_locked=project.weights_locked_at is not None or first_response_is_in(project.pk),
        candidates=tuple(
            _candidate_line(one, weights, scores, unnamed)
            for one in candidacies
            if one.state == CandidacyState.ACTIVE
        ),
        withdrawn=tuple(one for one in candidacies if one.state == CandidacyState.WITHDRAWN),
        members=tuple(members),
        readiness=scores.get(project.readiness_id or 0),
    )


def candidacies_of(actor: Actor, project: Project) -> QuerySet[Candidacy]:
    """The candidates of a project this actor sees, withdrawn ones too."""
    seen = visible_projects(actor).filter(pk=project.pk)
    return Candidacy.objects.filter(project__in=seen).select_related("provider", "project")


def possible_candidates(actor: Actor, project: Project) -> QuerySet[Provider]:
    """The active providers that are not in this project yet."""
    taken = candidacies_of(actor, project).values("provider_id")
    return visible_providers(actor).filter(state=ProviderState.ACTIVE).exclude(pk__in=taken)


def possible_members(actor: Actor, project: Project) -> QuerySet[User]:
    """The active people who are not on this project yet."""
    seen = visible_projects(actor).filter(pk=project.pk)
    taken = ProjectMember.objects.filter(project__in=seen).values("user_id")
    people = User.objects.filter(is_active=True).exclude(pk__in=taken).exclude(pk=project.owner_id)
    return people.order_by("name", "id")


def unserved_templates(actor: Actor, project: Project, provider: Provider) -> Sequence[Template]:
    """The checklists of a project this actor sees for which this provider has no assessment there yet."""
    served = CandidacyAssessment.objects.filter(
        candidacy__project=project, candidacy__provider=provider
    ).exclude(assessment__state=AssessmentState.CANCELLED)
    weights = ProjectWeight.objects.filter(project__in=visible_projects(actor).filter(pk=project.pk))
    rows = weights.exclude(template_id__in=served.values("template_id")).select_related("template")
    return [row.template for row in rows.order_by("id")]


def reusable_assessments(
    actor: Actor, provider: Provider, templates: Sequence[Template]
) -> Mapping[int, Sequence[Assessment]]:
    """By checklist, the assessments of this provider that could serve again, as far as they are the actor's.

    Serving opens them to the people of another project, so only who decides about access may let them serve.
    """
    own = manageable_assessments(actor).filter(
        subject__kind=SubjectKind.PROVIDER, subject__provider=provider, version__template__in=list(templates)
    )
    found: dict[int, list[Assessment]] = {}
    for assessment in own.exclude(state=AssessmentState.CANCELLED).select_related("version"):
        found.setdefault(assessment.version.template_id, []).append(assessment)
    return found


def _candidacies(project: Project) -> list[Candidacy]:
    candidacies = Candidacy.objects.filter(project=project).select_related("provider")
    return list(candidacies.prefetch_related(live_pins()).order_by("id"))


def _assessments(project: Project, candidacies: Sequence[Candidacy]) -> set[int]:
    pinned = {pin.assessment_id for one in candidacies for pin in one.assessments.all()}
    return pinned | ({project.readiness_id} if project.readiness_id else set())


def _weight_lines(weights: Sequence[ProjectWeight]) -> tuple[WeightLine, ...]:
    total = sum(row.weight for row in weights)
    return tuple(WeightLine(row, row.weight / total if total else 0.0) for row in weights)


def _candidate_line(
    candidacy: Candidacy,
    weights: Sequence[ProjectWeight],
    scores: Mapping[int, ScorecardSummary],
    unnamed: frozenset[int],
) -> CandidateLine:
    live = [pin for pin in candidacy.assessments.all() if pin.assessment_id not in unnamed]
    pinned = {pin.template_id: pin.assessment_id for pin in live}
    cells = tuple(
        Cell(
            candidacy_id=candidacy.pk,
            template=row.template,
            assessment_id=pinned.get(row.template_id),
            score=scores.get(pinned.get(row.template_id, 0)),
        )
        for row in weights
    )
    return CandidateLine(candidacy, cells)
