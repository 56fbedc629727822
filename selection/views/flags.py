"""What a line of the board should make one stop at, as sentences that lead to where it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.results import KnockoutState
from outsourcing.ui.formats import decimal_text
from outsourcing.ui.registry import Tone
from selection.domain.fit import FLOORS
from selection.domain.standing import Finding, StandingRow
from selection.queries.board import BoardLine, Tile
from selection.views.links import assessment_url


@dataclass(frozen=True, slots=True)
class Flag:
    """One sentence, its tone, and where it is settled."""

    text: str
    tone: Tone
    icon: str
    url: str = ""


def flags_of(line: BoardLine) -> tuple[Flag, ...]:
    """Everything to know before this line is believed; nothing to say is said as well."""
    if line.row is None:
        return (Flag(_("Not computed yet"), Tone.NONE, "hourglass"),)
    tiles = {tile.key: tile for tile in line.tiles}
    flags = [
        *_knockouts(line.row, tiles),
        *_weak(line.row, tiles),
        *_provisional(line.row),
        *_unopened(line),
        *_gates(line.row, tiles),
    ]
    return tuple(flags) or (Flag(_("None"), Tone.OK, "check-circle"),)


def possible_text(row: StandingRow) -> str:
    """The ranks that are possible, such as `1–3`."""
    if row.possible is None:
        return ""
    best, worst = row.possible.best, row.possible.worst
    return str(best) if best == worst else f"{best}–{worst}"


def _knockouts(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for finding in row.reasons:
        url = _place(finding, tiles)
        words = {"sentence": _sentence(finding, tiles)}
        if finding.state is KnockoutState.TRIGGERED:
            yield Flag(_("Knocked out: %(sentence)s") % words, Tone.BAD, "x-circle", url)
        else:
            yield Flag(_("Not settled: %(sentence)s") % words, Tone.INFO, "hourglass-split", url)


def _weak(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for key in row.fit.weak:
        if key in tiles:
            words = {"name": tiles[key].name, "floor": decimal_text(FLOORS[key] * 100, 0)}
            url = assessment_url(tiles[key].assessment_id)
            yield Flag(_("%(name)s below %(floor)s") % words, Tone.WARN, "exclamation-triangle", url)


def _provisional(row: StandingRow) -> Iterator[Flag]:
    if row.fit.provisional and row.possible is not None:
        text = _("Provisional: rank %(ranks)s possible") % {"ranks": possible_text(row)}
        yield Flag(text, Tone.INFO, "hourglass-split")


def _unopened(line: BoardLine) -> Iterator[Flag]:
    told = (
        {finding.template_key for finding in line.row.reasons if not finding.question_key}
        if line.row
        else set()
    )
    for tile in line.tiles:
        if tile.assessment_id is None and tile.key not in told:
            yield Flag(_("%(name)s: not opened") % {"name": tile.name}, Tone.NONE, "dash-circle")


def _gates(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for finding in row.gates:
        words = {"sentence": _sentence(finding, tiles)}
        yield Flag(_("Gate: %(sentence)s") % words, Tone.WARN, "sign-stop", _place(finding, tiles))


def _sentence(finding: Finding, tiles: dict[str, Tile]) -> str:
    if finding.sentence:
        return finding.sentence
    tile = tiles.get(finding.template_key)
    name = tile.name if tile else finding.template_key
    return _("the knock-out questions of “%(name)s” are not answered") % {"name": name}


def _place(finding: Finding, tiles: dict[str, Tile]) -> str:
    tile = tiles.get(finding.template_key)
    return assessment_url(tile.assessment_id if tile else None, finding.question_key)
