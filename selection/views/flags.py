"""What a line of the board should make one stop at, as sentences that lead to where it is settled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.results import KnockoutState, Status
from outsourcing.ui.formats import decimal_text, share_text
from outsourcing.ui.registry import Tone
from providers.domain.attrition.claims import Verdict
from selection.domain.fit import FLOORS
from selection.domain.standing import Finding, StandingRow
from selection.queries.board import Board, BoardLine, Tile
from selection.views.conditions import conditional_flags, quiet_flags
from selection.views.flag import Flag
from selection.views.links import assessment_url

ICON_OPEN = "hourglass-split"
NOTHING: Mapping[int, Collection[str]] = {}


def flags_of(
    line: BoardLine, *, why_url: str = "", expired: Mapping[int, Collection[str]] = NOTHING
) -> tuple[Flag, ...]:
    """Everything to know before this line is believed; where a page explains it, what is open is counted."""
    if line.row is None:
        return (Flag(_("Not computed yet"), Tone.NONE, "hourglass"),)
    tiles = {tile.key: tile for tile in line.tiles}
    flags = [
        *_triggered(line.row, tiles),
        *conditional_flags(line),
        *_attrition(line),
        *_still_open(line.row, tiles, why_url),
        *_weak(line.row, tiles),
        *_provisional(line.row),
        *_unopened(line),
        *_unreviewed(line),
        *_expired(line, expired),
        *_gates(line.row, tiles),
        *quiet_flags(line),
    ]
    return tuple(flags) or (Flag(_("None"), Tone.OK, "check-circle"),)


def own_flags(board: Board) -> tuple[Flag, ...]:
    """What stops us ourselves, whoever is chosen."""
    score = board.readiness.score if board.readiness else None
    found = score.knockouts if score else ()
    stops = [one.sentence for one in found if one.state is KnockoutState.TRIGGERED]
    open_ = [one.sentence for one in found if one.state is KnockoutState.PENDING]
    return (
        *(Flag(sentence, Tone.BAD, "sign-stop") for sentence in stops),
        *(
            Flag(_("Not yet ruled out: %(sentence)s") % {"sentence": sentence}, Tone.INFO, ICON_OPEN)
            for sentence in open_
        ),
    )


def possible_text(row: StandingRow) -> str:
    """The ranks that are possible, such as `1–3`."""
    if row.possible is None:
        return ""
    best, worst = row.possible.best, row.possible.worst
    return str(best) if best == worst else f"{best}–{worst}"


def _triggered(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for finding in row.reasons:
        if finding.state is KnockoutState.TRIGGERED:
            text = _("Knocked out: %(sentence)s") % {"sentence": finding.sentence}
            yield Flag(text, Tone.BAD, "x-circle", _place(finding, tiles))


def _still_open(row: StandingRow, tiles: dict[str, Tile], why_url: str) -> Iterator[Flag]:
    """What is not ruled out yet; once a provider is out, it no longer matters."""
    if row.status is not Status.EXCLUDED:
        yield from _counted(row, tiles, why_url) if why_url else _pending(row, tiles)


def _pending(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for finding in row.reasons:
        if finding.state is KnockoutState.PENDING:
            yield Flag(_open_question(finding, tiles), Tone.INFO, ICON_OPEN, _place(finding, tiles))


def _counted(row: StandingRow, tiles: dict[str, Tile], why_url: str) -> Iterator[Flag]:
    """One open knock-out in words; several as their number, since the explanation lists them."""
    pending = [finding for finding in row.reasons if finding.state is KnockoutState.PENDING]
    if len(pending) == 1:
        yield from _pending(row, tiles)
    elif pending:
        text = ngettext(
            "%(count)d knock-out not yet ruled out", "%(count)d knock-outs not yet ruled out", len(pending)
        )
        yield Flag(text % {"count": len(pending)}, Tone.INFO, ICON_OPEN, why_url)


def _attrition(line: BoardLine) -> Iterator[Flag]:
    """A claim that the roster does not bear out, or no roster because they will not hand it over."""
    url = reverse("providers:tab", args=[line.provider.pk, "attrition"])
    if line.people is not None and line.people.declines:
        yield Flag(_("Declines to hand over a roster"), Tone.BAD, "exclamation-octagon", url)
    test = line.people.test if line.people else None
    if test is None or test.observed is None:
        return
    facts = {"claimed": share_text(test.claimed), "shown": share_text(test.observed)}
    if facts["claimed"] == facts["shown"]:
        facts = {"claimed": share_text(test.claimed, 1), "shown": share_text(test.observed, 1)}
    if test.verdict is Verdict.TOO_LOW:
        text = _("Claimed %(claimed)s attrition, roster shows %(shown)s") % facts
        yield Flag(text, Tone.BAD, "people", f"{url}#claims")
    elif test.verdict is Verdict.MISSING_LEAVERS:
        text = _("Claimed %(claimed)s attrition, roster shows only %(shown)s: leavers missing?") % facts
        yield Flag(text, Tone.WARN, "people", f"{url}#claims")


def _weak(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for key in row.fit.weak:
        if key in tiles:
            words = {"name": tiles[key].name, "floor": decimal_text(FLOORS[key] * 100, 0)}
            url = assessment_url(tiles[key].assessment_id)
            yield Flag(_("%(name)s below %(floor)s") % words, Tone.WARN, "exclamation-triangle", url)


def _provisional(row: StandingRow) -> Iterator[Flag]:
    if row.fit.provisional and row.possible is not None:
        text = _("Provisional: rank %(ranks)s possible") % {"ranks": possible_text(row)}
        yield Flag(text, Tone.INFO, ICON_OPEN)


def _unopened(line: BoardLine) -> Iterator[Flag]:
    told = (
        {finding.template_key for finding in line.row.reasons if not finding.question_key}
        if line.row
        else set()
    )
    for tile in line.tiles:
        if tile.assessment_id is None and tile.key not in told:
            yield Flag(_("%(name)s: not opened") % {"name": tile.name}, Tone.NONE, "dash-circle")


def _expired(line: BoardLine, expired: Mapping[int, Collection[str]]) -> Iterator[Flag]:
    """Answers that rest on proof whose last day has passed, with the page that lists it."""
    for tile in line.tiles:
        count = len(expired.get(tile.assessment_id or 0, ()))
        if count:
            text = ngettext(
                "%(name)s: the proof of %(count)d answer has expired",
                "%(name)s: the proof of %(count)d answers has expired",
                count,
            )
            url = reverse("assessments:proof", args=[tile.assessment_id])
            yield Flag(text % {"name": tile.name, "count": count}, Tone.WARN, "clock-history", url)


def _unreviewed(line: BoardLine) -> Iterator[Flag]:
    waiting = [tile for tile in line.tiles if tile.awaits_review]
    if len(waiting) == 1:
        text = _("%(name)s: awaiting review") % {"name": waiting[0].name}
        yield Flag(text, Tone.INFO, "clipboard-check", assessment_url(waiting[0].assessment_id))
    elif waiting:
        text = ngettext("%(count)d awaits review", "%(count)d await review", len(waiting))
        yield Flag(text % {"count": len(waiting)}, Tone.INFO, "clipboard-check")


def _gates(row: StandingRow, tiles: dict[str, Tile]) -> Iterator[Flag]:
    for finding in row.gates:
        text = _("Stops the next stage: %(sentence)s") % {"sentence": finding.sentence}
        if finding.state is KnockoutState.TRIGGERED:
            yield Flag(text, Tone.WARN, "sign-stop", _place(finding, tiles))


def _open_question(finding: Finding, tiles: dict[str, Tile]) -> str:
    if finding.sentence:
        return _("Not yet ruled out: %(sentence)s") % {"sentence": finding.sentence}
    tile = tiles.get(finding.template_key)
    name = tile.name if tile else finding.template_key
    return _("%(name)s: its knock-out questions are still to be asked") % {"name": name}


def _place(finding: Finding, tiles: dict[str, Tile]) -> str:
    tile = tiles.get(finding.template_key)
    return assessment_url(tile.assessment_id if tile else None)
