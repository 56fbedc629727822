"""The decision board as it is drawn: bars, figures in words, tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.domain.results import Status
from assessments.queries.proven import expired_proofs
from outsourcing.ui.bars import DIMENSIONS, ScoreBar, Segment
from outsourcing.ui.charts import Chart
from outsourcing.ui.formats import possible_text as format_possible
from outsourcing.ui.formats import score_text, share_text, span_text
from selection.charts import FitPoint, Plane, fit_against_readiness
from selection.queries.board import Board, BoardLine, Tile
from selection.views.flag import Flag
from selection.views.flags import flags_of, possible_text
from selection.views.links import assessment_url

Expired = Mapping[int, frozenset[str]]
SETTLED = 1e-9
FLAGS = 3


@dataclass(frozen=True, slots=True)
class DrawnTile:
    """One checklist of one candidate, leading to its assessment."""

    tile: Tile
    url: str
    mark: str
    colour: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of the ranking as drawn."""

    line: BoardLine
    place: str
    range: str
    bar: ScoreBar
    flags: tuple[Flag, ...]
    tiles: tuple[DrawnTile, ...]
    is_excluded: bool

    @property
    def shown_flags(self) -> tuple[Flag, ...]:
        """The first flags; one more than fits is not worth folding."""
        return self.flags if len(self.flags) <= FLAGS + 1 else self.flags[:FLAGS]

    @property
    def folded_flags(self) -> tuple[Flag, ...]:
        """The others, behind a line that says how many."""
        return self.flags[len(self.shown_flags) :]

    @property
    def completeness(self) -> str:
        """What the fit can still become; an open knock-out of no weight keeps it from being complete."""
        fit = self.line.fit
        is_open = self.line.row is not None and self.line.row.status is Status.PENDING
        if is_open and fit.low is not None and fit.high is not None and fit.high - fit.low < SETTLED:
            return _("complete but for a knock-out")
        return format_possible(fit.low, fit.high)


def drawn_lines(board: Board, today: date) -> list[DrawnLine]:
    """Every candidate of the board; what has expired is read for all of them at once."""
    expired = expired_on(board.lines, today)
    return [
        drawn_line(
            line, expired, why_url=reverse("selection:why", args=[board.project.pk, line.candidacy_id])
        )
        for line in board.lines
    ]


def expired_on(lines: Iterable[BoardLine], today: date) -> Expired:
    """The questions, by assessment, that rest on expired proof."""
    asked = [tile.assessment_id for line in lines for tile in line.tiles if tile.assessment_id]
    return expired_proofs(asked, today)


def drawn_line(line: BoardLine, expired: Expired, *, why_url: str = "") -> DrawnLine:
    """One candidate of the board; its flags in brief where another page explains them."""
    row = line.row
    return DrawnLine(
        line=line,
        place=str(row.rank) if row and row.rank else "–",
        range=possible_text(row) if row and row.rank is None else "",
        bar=_bar(line),
        flags=flags_of(line, why_url=why_url, expired=expired),
        tiles=tuple(_tile(tile) for tile in line.tiles),
        is_excluded=row is not None and row.status is Status.EXCLUDED,
    )


def readiness_chart(board: Board) -> Chart | None:
    """Fit against our own readiness, once both have been scored at all."""
    score = board.readiness.score if board.readiness else None
    points = [point for line in board.lines if (point := _point(line))]
    if not points or score is None or score.observed is None or score.low is None or score.high is None:
        return None
    project = board.project
    plane = Plane(score.observed, score.low, score.high, project.agreed_fit, project.agreed_readiness)
    return fit_against_readiness(points, plane)


def _point(line: BoardLine) -> FitPoint | None:
    row = line.row
    if row is None or row.fit.observed is None or row.fit.low is None or row.fit.high is None:
        return None
    return FitPoint(
        name=line.provider.name,
        fit=row.fit.observed,
        low=row.fit.low,
        high=row.fit.high,
        is_excluded=row.status is Status.EXCLUDED,
    )


def _bar(line: BoardLine) -> ScoreBar:
    if line.row is None:
        return ScoreBar(text=_("%(name)s: not computed yet") % {"name": line.provider.name})
    fit = line.row.fit
    names = {tile.key: tile.name for tile in line.tiles}
    segments = tuple(
        Segment(
            label=names[segment.template_key],
            share=segment.points,
            dimension=segment.template_key,
            detail=_("%(points)s of %(most)s points")
            % {"points": score_text(segment.points), "most": score_text(segment.share)},
        )
        for segment in fit.segments
        if segment.template_key in names
    )
    text = _("%(name)s: fit %(score)s of 100, between %(span)s, %(share)s answered") % {
        "name": line.provider.name,
        "score": score_text(fit.observed),
        "span": span_text(fit.low, fit.high),
        "share": share_text(fit.coverage),
    }
    return ScoreBar(text=text, segments=segments, open_from=fit.low, open_to=fit.high)


def _tile(tile: Tile) -> DrawnTile:
    return DrawnTile(
        tile=tile,
        url=assessment_url(tile.assessment_id),
        mark=DIMENSIONS.get(tile.key, "•"),
        colour=f"dim-{tile.key}" if tile.key in DIMENSIONS else "dim-other",
    )
