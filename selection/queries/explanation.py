"""Why a candidate stands where it stands: by checklist, by question, and by what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.domain.contributions import Contribution, explain, strongest
from assessments.domain.questionnaire import RATERS
from assessments.domain.results import QuestionState, ScoreResult, Status
from assessments.models import Capability, Grant, Question, ResponseState
from assessments.queries import readable_responses, results_for, withheld_scores
from outsourcing.actors import Actor
from selection.queries.board import Board, BoardLine, Tile, board_of

OPEN = {QuestionState.MISSING, QuestionState.AWAITING_RATING}


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """A question as it is asked, and where; a response that may be read shows the answer itself."""

    key: str
    text: str
    template_name: str
    assessment_id: int
    question_id: int
    response_id: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One question that lifts or lowers the fit against the middle of the others; points in [-1, 1]."""

    place: QuestionPlace
    value: float
    reference: float
    points: float

    @property
    def points_of_100(self) -> float:
        """The same on the scale of 100 that pages use."""
        return self.points * 100


@dataclass(frozen=True, slots=True)
class Gap:
    """One question without an answer that counts, and how much of the fit it leaves open."""

    place: QuestionPlace
    state: QuestionState
    open: float


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation of one line of the board; `blind` names checklists whose ratings are hidden still."""

    board: Board
    line: BoardLine
    peers: int
    upwards: tuple[Reason, ...]
    downwards: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    blind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """One checklist of one candidate with its full result; `share` is its share of the fit."""

    tile: Tile
    assessment_id: int
    share: float
    result: ScoreResult


def why_of(actor: Actor, project_id: int, candidacy_id: int) -> Why | None:
    """Explain one candidate of a project this actor sees."""
    board = board_of(actor, project_id)
    line = next((one for one in board.lines if one.candidacy_id == candidacy_id), None) if board else None
    if board is None or line is None:
        return None
    rivals = [one for one in board.lines if one is not line and one.row and one.row.status is Status.ELIGIBLE]
    asked = [tile.assessment_id for tile in line.tiles if tile.assessment_id]
    hidden = _rated_by(actor) | withheld_scores(actor, asked)
    scored = _scored([line, *rivals])
    own = [one for one in scored[line.candidacy_id] if one.assessment_id not in hidden]
    theirs = [one for rival in rivals for one in scored[rival.candidacy_id]]
    places = _places(actor, own)
    up, down = strongest(_contributions(own, theirs))
    return Why(
        board=board,
        line=line,
        peers=len(rivals),
        upwards=tuple(_reason(part, places) for part in up),
        downwards=tuple(_reason(part, places) for part in down),
        gaps=_gaps(own, places),
        blind=tuple(tile.name for tile in line.tiles if tile.assessment_id in hidden),
    )


def _rated_by(actor: Actor) -> frozenset[int]:
    """The assessments this actor still rates: what others gave stays hidden until their own is submitted."""
    drafts = Grant.objects.filter(
        actor_kind=actor.kind,
        actor_id=actor.id,
        capability=Capability.ANSWER,
        response__state=ResponseState.DRAFT,
        response__side__in=[str(side) for side in RATERS],
    )
    return frozenset(drafts.values_list("assessment_id", flat=True))


def _scored(lines: Sequence[BoardLine]) -> Mapping[int, list[_Scored]]:
    """By candidate, the checklists that were scored."""
    results = results_for(tile.assessment_id for line in lines for tile in line.tiles if tile.assessment_id)
    return {
        line.candidacy_id: [
            _Scored(tile, tile.assessment_id, tile.segment.share, results[tile.assessment_id])
            for tile in line.tiles
            if tile.assessment_id is not None and tile.assessment_id in results
        ]
        for line in lines
    }


def _contributions(own: Sequence[_Scored], theirs: Sequence[_Scored]) -> Iterator[Contribution]:
    """What each question adds to the fit against the median of the peers."""
    for one in own:
        peers = [other.result for other in theirs if other.tile.key == one.tile.key]
        for part in explain(one.result, peers).contributions:
            yield replace(
                part, question_key=f"{one.tile.key} {part.question_key}", points=part.points * one.share
            )


def _places(actor: Actor, own: Sequence[_Scored]) -> Mapping[str, QuestionPlace]:
    """By checklist and question, where the question stands; read for all checklists at once."""
    tiles = {one.assessment_id: one.tile for one in own}
    responses: dict[int, dict[str, int]] = {}
    for response in readable_responses(actor).filter(assessment__in=tiles):
        responses.setdefault(response.assessment_id, {}).setdefault(response.side, response.pk)
    rows = Question.objects.filter(version__assessments__in=tiles).values_list(
        "version__assessments__pk", "pk", "key", "text", "sides"
    )
    return {
        f"{tiles[assessment].key} {key}": QuestionPlace(
            key, text, tiles[assessment].name, assessment, pk, _asked_in(responses.get(assessment, {}), sides)
        )
        for assessment, pk, key, text, sides in rows
        if assessment in tiles
    }


def _asked_in(responses: Mapping[str, int], sides: Sequence[str]) -> int | None:
    """The response in which the question is asked, or any that may be read."""
    asked = [responses[side] for side in sides if side in responses]
    return next(iter([*asked, *responses.values()]), None)


def _reason(part: Contribution, places: Mapping[str, QuestionPlace]) -> Reason:
    return Reason(places[part.question_key], part.value, part.reference or 0.0, part.points)


def _gaps(own: Sequence[_Scored], places: Mapping[str, QuestionPlace]) -> tuple[Gap, ...]:
    gaps = [
        Gap(places[f"{one.tile.key} {question.key}"], question.state, question.weight * one.share)
        for one in own
        for question in one.result.questions
        if question.state in OPEN and question.weight > 0
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.open, gap.place.key)))
