"""The decision board: the stored standing, and how far it is behind what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.queries import ScorecardSummary, hidden_names, scorecards_told
from assessments.queries.preparing import PreparedSummary, preparedness_told
from outsourcing.actors import Actor
from providers.models import Provider
from providers.queries.claims_held import HeldPeople, people_of, with_people
from selection.domain.fit import Fit, Segment
from selection.domain.standing import StandingRow
from selection.models import Candidacy, CandidacyState, Project, ProjectWeight, Standing
from selection.models.standing_rows import rows_from_json
from selection.queries.access import visible_projects
from selection.queries.pins import live_pins

NOTHING_KNOWN = Fit(low=None, high=None, observed=None, coverage=0.0, provisional=True, segments=())


@dataclass(frozen=True, slots=True)
class Tile:
    """One checklist of one candidate: what it gives to the fit, and the assessment it comes from."""

    key: str
    name: str
    weight: float
    segment: Segment
    assessment_id: int | None
    is_out_of_date: bool
    awaits_review: bool
    # Its own score, with what proof supports of it; missing where it is kept from whoever looks.
    score: ScorecardSummary | None = None
    # What its gaps ask to be prepared; missing where there are none, or they are kept from whoever looks.
    prepared: PreparedSummary | None = None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One candidate on the board; without a row it was not computed yet."""

    candidacy_id: int
    provider: Provider
    row: StandingRow | None
    tiles: tuple[Tile, ...]
    is_out_of_date: bool
    # What the latest roster says to what the provider claims; nothing where it may not be told.
    people: HeldPeople | None = None

    @property
    def fit(self) -> Fit:
        """The fit as it stands; nothing is known of it before it was computed."""
        return self.row.fit if self.row else NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Readiness:
    """Our own side: its assessment and, once it was scored, its score."""

    assessment_id: int
    score: ScorecardSummary | None


@dataclass(frozen=True, slots=True)
class Board:
    """What the decision board shows."""

    project: Project
    lines: tuple[BoardLine, ...]
    withdrawn: tuple[Provider, ...]
    readiness: Readiness | None
    computed_at: datetime | None
    is_out_of_date: bool
    # Whoever still rates alone, or rates without names, is not told a ranking that would tell too much.
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines are made of, read once."""

    weights: Sequence[ProjectWeight]
    rows: Mapping[int, StandingRow]
    sources: Mapping[str, Mapping[str, Sequence[object]]]
    scores: Mapping[int, ScorecardSummary]
    prepared: Mapping[int, PreparedSummary]
    behind: bool
    unnamed: frozenset[int]
    is_withheld: bool


def board_of(actor: Actor, project_id: int) -> Board | None:
    """The board of a project this actor sees; nothing is computed here."""
    project = visible_projects(actor).select_related("owner").filter(pk=project_id).first()
    if project is None:
        return None
    standing = Standing.objects.filter(project=project, is_current=True).first()
    candidacies = _candidacies(actor, project)
    compared = [one for one in candidacies if one.state == CandidacyState.ACTIVE]
    known = _known(actor, project, standing, compared)
    lines = _in_order([_line(one, known) for one in compared], known)
    return Board(
        project=project,
        lines=lines,
        withdrawn=tuple(one.provider for one in candidacies if one.state == CandidacyState.WITHDRAWN),
        readiness=_readiness(project, known),
        computed_at=standing.computed_at if standing and not known.is_withheld else None,
        is_out_of_date=not known.is_withheld and (known.behind or any(each.is_out_of_date for each in lines)),
        is_withheld=known.is_withheld,
    )


def _candidacies(actor: Actor, project: Project) -> list[Candidacy]:
    rows = Candidacy.objects.filter(project=project).select_related("provider")
    candidacies = with_people(actor, rows, "provider")
    return list(candidacies.prefetch_related(live_pins(), "provider__sites").order_by("id"))


def _known(
    actor: Actor, project: Project, standing: Standing | None, compared: Sequence[Candidacy]
) -> _Known:
    wanted = {pin.assessment_id for one in compared for pin in one.assessments.all()}
    if project.readiness_id:
        wanted.add(project.readiness_id)
    scores = scorecards_told(actor, wanted, beside_names=True)
    is_withheld = any(score.is_withheld for score in scores.values())
    rows = rows_from_json(standing.rows) if standing and not is_withheld else ()
    return _Known(
        weights=list(ProjectWeight.objects.filter(project=project).select_related("template").order_by("id")),
        rows={row.candidacy_id: row for row in rows},
        sources=standing.inputs["sources"] if standing else {},
        scores=scores,
        prepared={} if is_withheld else preparedness_told(actor, wanted),
        behind=standing is None or standing.project_input_version != project.input_version,
        unnamed=hidden_names(actor, wanted) if is_withheld else frozenset(),
        is_withheld=is_withheld,
    )


def _line(candidacy: Candidacy, known: _Known) -> BoardLine:
    row = known.rows.get(candidacy.pk)
    segments = {segment.template_key: segment for segment in row.fit.segments} if row else {}
    live = [pin for pin in candidacy.assessments.all() if pin.assessment_id not in known.unnamed]
    pinned = {pin.template_id: pin.assessment_id for pin in live}
    sources = known.sources.get(str(candidacy.pk), {})
    tiles = tuple(
        Tile(
            key=weight.template.key,
            name=weight.template.name,
            weight=weight.weight,
            segment=segments.get(weight.template.key) or _unknown(weight, known),
            assessment_id=pinned.get(weight.template_id),
            is_out_of_date=_moved(pinned.get(weight.template_id), sources.get(weight.template.key), known),
            awaits_review=_awaits_review(pinned.get(weight.template_id), known),
            score=known.scores.get(pinned.get(weight.template_id, 0)),
            prepared=known.prepared.get(pinned.get(weight.template_id, 0)),
        )
        for weight in known.weights
        if weight.weight > 0
    )
    behind = known.behind or row is None or any(tile.is_out_of_date for tile in tiles)
    return BoardLine(
        candidacy.pk,
        candidacy.provider,
        row,
        tiles,
        behind,
        # Beside a name, a figure of its roster would tell whoever rates without names whom they rate.
        people=None if known.is_withheld else people_of(candidacy),
    )


def _unknown(weight: ProjectWeight, known: _Known) -> Segment:
    total = sum(one.weight for one in known.weights)
    return Segment(
        template_key=weight.template.key,
        share=weight.weight / total,
        points=0.0,
        open=weight.weight / total,
        low=None,
        high=None,
        observed=None,
        coverage=0.0,
        weak=False,
    )


def _moved(assessment_id: int | None, source: Sequence[object] | None, known: _Known) -> bool:
    """Whether a score is behind its answers, or is not the one that the standing was computed from."""
    if assessment_id is None:
        return False
    score = known.scores.get(assessment_id)
    if score is not None and score.is_out_of_date:
        return True
    return list(source or ()) != [assessment_id, score.digest if score else ""]


def _awaits_review(assessment_id: int | None, known: _Known) -> bool:
    score = known.scores.get(assessment_id) if assessment_id else None
    return score is not None and score.awaits_review


def _readiness(project: Project, known: _Known) -> Readiness | None:
    if project.readiness_id is None:
        return None
    return Readiness(project.readiness_id, known.scores.get(project.readiness_id))


def _in_order(lines: Iterable[BoardLine], known: _Known) -> tuple[BoardLine, ...]:
    """As the standing ranks them; what was not computed yet comes last."""
    places = {candidacy_id: place for place, candidacy_id in enumerate(known.rows)}
    return tuple(sorted(lines, key=lambda line: places.get(line.candidacy_id, len(places))))
