"""Projects in a list: how many are compared, how much is answered, who leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OrderBy, Prefetch, QuerySet

from assessments.queries import ScorecardSummary, scorecards_told
from outsourcing.actors import Actor
from selection.domain.standing import StandingRow
from selection.models import Candidacy, CandidacyState, Project, ProjectState, Standing
from selection.models.standing_rows import rows_from_json
from selection.queries.access import visible_projects
from selection.queries.pins import live_pins

SORTS: Mapping[str, tuple[str | OrderBy, ...]] = {
    "name": ("name", "id"),
    "-name": ("-name", "-id"),
    "decision": (F("decision_on").asc(nulls_last=True), "id"),
    "-decision": (F("decision_on").desc(nulls_last=True), "-id"),
    "created": ("created_at", "id"),
    "-created": ("-created_at", "-id"),
}
OPEN_STATES = (ProjectState.DRAFT, ProjectState.ACTIVE)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project in a list; `names` are those of the candidates that are compared."""

    project: Project
    names: Mapping[int, str]
    rows: tuple[StandingRow, ...]
    readiness: ScorecardSummary | None
    answered: float
    computed_at: datetime | None
    is_out_of_date: bool


def listed_projects(
    actor: Actor, *, state: str = "", words: str = "", sort: str = "-created"
) -> QuerySet[Project]:
    """The projects this actor sees, narrowed and sorted as the page asks; unknown wishes are ignored."""
    projects = visible_projects(actor)
    if state in ProjectState.values:
        projects = projects.filter(state=state)
    if words:
        projects = projects.filter(name__icontains=words) | projects.filter(need__icontains=words)
    return projects.order_by(*SORTS.get(sort, SORTS["-created"]))


def running_projects(actor: Actor) -> QuerySet[Project]:
    """What this actor sees of the projects in which somebody is still to be chosen."""
    return (
        visible_projects(actor)
        .filter(state__in=OPEN_STATES)
        .order_by(F("decision_on").asc(nulls_last=True), "-created_at", "-id")
    )


def project_lines(actor: Actor, projects: Iterable[Project]) -> list[ProjectLine]:
    """The facts of these projects, as far as the actor sees them, in a fixed number of queries."""
    order = [project.pk for project in projects]
    loaded = visible_projects(actor).filter(pk__in=order).select_related("owner")
    by_id = {project.pk: project for project in loaded.prefetch_related(_compared(), _current())}
    scores = scorecards_told(actor, _assessments(by_id.values()), beside_names=True)
    return [_line(by_id[pk], scores) for pk in order if pk in by_id]


def _compared() -> Prefetch[str]:
    active = Candidacy.objects.filter(state=CandidacyState.ACTIVE).select_related("provider")
    return Prefetch(
        "candidacies", queryset=active.prefetch_related(live_pins()).order_by("id"), to_attr="compared"
    )


def _current() -> Prefetch[str]:
    return Prefetch("standings", queryset=Standing.objects.filter(is_current=True), to_attr="current")


def _assessments(projects: Iterable[Project]) -> set[int]:
    pinned = {
        pin.assessment_id
        for project in projects
        for candidacy in _candidates(project)
        for pin in candidacy.assessments.all()
    }
    return pinned | {project.readiness_id for project in projects if project.readiness_id}


def _candidates(project: Project) -> Sequence[Candidacy]:
    compared: Sequence[Candidacy] = project.compared  # type: ignore[attr-defined]
    return compared


def _line(project: Project, scores: Mapping[int, ScorecardSummary]) -> ProjectLine:
    current: Sequence[Standing] = project.current  # type: ignore[attr-defined]
    standing = current[0] if current else None
    names = {candidacy.pk: candidacy.provider.name for candidacy in _candidates(project)}
    pinned = {pin.assessment_id for one in _candidates(project) for pin in one.assessments.all()}
    is_withheld = any(scores[one].is_withheld for one in pinned if one in scores)
    stored = standing.rows if standing and not is_withheld else ()
    rows = tuple(row for row in rows_from_json(stored) if row.candidacy_id in names)
    behind = any(scores[one].is_out_of_date for one in pinned if one in scores)
    return ProjectLine(
        project=project,
        names=names,
        rows=rows,
        readiness=scores.get(project.readiness_id or 0),
        answered=sum(row.fit.coverage for row in rows) / len(names) if names else 0.0,
        computed_at=standing.computed_at if standing else None,
        is_out_of_date=behind or standing is None or standing.project_input_version != project.input_version,
    )
