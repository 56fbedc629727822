"""What gaps between two ways of working miss before somebody is chosen: conditions, and quieter words.

None of it moves a score or a rank, and nobody is refused for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.results import Status
from assessments.queries.preparing import PreparedSummary
from outsourcing.ui.formats import share_text
from outsourcing.ui.registry import Tone
from selection.queries.board import Board, BoardLine, Tile
from selection.views.flag import Flag
from selection.views.verdict import Verdict

ICON = "clipboard-check"
SAID_ON_BOARD = 1


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is missing before one checklist's gaps are prepared for, one by one, and where it is done."""

    name: str
    missing: tuple[str, ...]
    summary: PreparedSummary
    url: str


def conditions_of(line: BoardLine) -> tuple[Conditions, ...]:
    """The conditions of a candidate; once a provider is out, they no longer matter."""
    return tuple(
        Conditions(tile.name, _missing(tile.prepared), tile.prepared, _url(tile))
        for tile in _prepared_tiles(line)
        if tile.prepared and tile.prepared.told.is_conditional
    )


def conditional_flags(line: BoardLine) -> Iterator[Flag]:
    """That a choice is conditional, with the first of what is missing in words, all of it one click away."""
    for found in conditions_of(line):
        count = found.summary.count
        facts = {
            "done": count.done,
            "required": count.required,
            "missing": _listed(found.missing),
        }
        text = _("Conditional, %(done)d of %(required)d prepared. Missing: %(missing)s") % facts
        yield Flag(text, Tone.WARN, ICON, found.url)


def quiet_flags(line: BoardLine) -> Iterator[Flag]:
    """Material gaps, matches in silence, close matches, and how far both are prepared."""
    for tile in _prepared_tiles(line):
        if tile.prepared:
            yield from _quiet(tile, tile.prepared)


def with_conditions(verdict: Verdict, board: Board) -> Verdict:
    """The verdict, and that choosing whoever leads is conditional where it is."""
    leading = {row.candidacy_id for row in verdict.leaders}
    lines = [line for line in board.lines if line.candidacy_id in leading]
    missing = sum(len(found.missing) for line in lines for found in conditions_of(line))
    if not missing:
        return verdict
    text = ngettext(
        "Choosing it is conditional: one preparation for a critical gap is missing.",
        "Choosing it is conditional: %(n)d preparations for critical gaps are missing.",
        missing,
    )
    tone = Tone.WARN if verdict.tone is Tone.OK else verdict.tone
    return replace(verdict, text=f"{verdict.text} {text % {'n': missing}}", tone=tone)


def _quiet(tile: Tile, summary: PreparedSummary) -> Iterator[Flag]:
    url, told, count = _url(tile), summary.told, summary.count
    if told.material:
        text = ngettext(
            "%(name)s: a material gap is not prepared",
            "%(name)s: %(n)d material gaps are not prepared",
            told.material,
        )
        yield Flag(text % {"name": tile.name, "n": told.material}, Tone.INFO, ICON, url)
    for words in told.silent:
        text = _("%(name)s: both sides are silent alike (“%(words)s”), which is no strength")
        yield Flag(text % {"name": tile.name, "words": words}, Tone.INFO, "volume-mute", url)
    if summary.is_close and not told.silent:
        text = _("%(name)s: a close match; similar is not the same as prepared")
        yield Flag(text % {"name": tile.name}, Tone.NONE, "people", url)
    if count.required and not told.is_conditional:
        facts = {"name": tile.name, "share": share_text(count.share)}
        said = _("%(name)s: prepared %(share)s, %(done)d of %(required)d") % {
            **facts,
            "done": count.done,
            "required": count.required,
        }
        tone = Tone.OK if count.done == count.required else Tone.NONE
        yield Flag(said, tone, ICON, url)


def _prepared_tiles(line: BoardLine) -> Sequence[Tile]:
    if line.row is None or line.row.status is Status.EXCLUDED:
        return ()
    return [tile for tile in line.tiles if tile.prepared is not None]


def _missing(summary: PreparedSummary) -> tuple[str, ...]:
    unplanned = (_("something to do about: %(scale)s") % {"scale": scale} for scale in summary.told.unplanned)
    return (*summary.told.conditions, *unplanned)


def _listed(missing: Sequence[str]) -> str:
    first = "; ".join(missing[:SAID_ON_BOARD])
    more = len(missing) - SAID_ON_BOARD
    return _("%(first)s; and %(more)d more") % {"first": first, "more": more} if more > 0 else first


def _url(tile: Tile) -> str:
    return reverse("assessments:preparations", args=[tile.assessment_id])
