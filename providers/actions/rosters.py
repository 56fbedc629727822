"""A roster from its arrival to its storing, whole or not at all; each step is one event of the trail."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record
from outsourcing.files.accepting import AcceptedFile
from outsourcing.files.kinds import FileKind
from outsourcing.files.refusals import FileRefused
from outsourcing.files.storing import store
from outsourcing.jobs.actions import owe
from providers.actions.measuring import want_measurement
from providers.actions.roster_requests import hand_in
from providers.domain.attrition.spells import Window
from providers.domain.rosters.layout import Layout, layout_to_json
from providers.domain.rosters.windows import usual_windows
from providers.models import AttritionClaim, Provider, Roster, RosterAnalysis, RosterState
from providers.signals import roster_analysed, roster_handed_over, roster_withdrawn

# By the people of one provider: enough for many attempts, too few to fill a disk.
MOST_A_DAY = 30
LOOK = "providers.look_at_roster"
READ = "providers.read_roster"
ANALYSE = "providers.analyse_roster"
COMPARE = "providers.compare_rosters"
NEXT = {
    RosterState.ARRIVED: (LOOK, "roster.looked_at_again"),
    RosterState.READING: (READ, "roster.layout_accepted"),
}
TABLE = FileKind("npz", _("table of columns"), "application/vnd.parity.columns")


class RosterClosedError(Exception):
    """Somebody else settled what becomes of this file, or a worker is at it."""


@dataclass(frozen=True)
class RosterContent:
    """What a worker read out of a file: the table as bytes, how many rows, and what was found."""

    table: bytes
    rows: int
    accepted: int
    reading: Mapping[str, object]


@transaction.atomic
def upload_roster(*, by: Actor, provider: Provider, file: AcceptedFile, as_of: date, now: datetime) -> Roster:
    """Keep a file, and owe a look at how it is laid out; raises FileRefused where there is no room for it.

    The same file of the same person that waits already is not kept twice: a button was pressed twice.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
    if waiting := _waits_already(by, provider, file, as_of):
        return waiting
    if by.kind is ActorKind.CONTACT:
        _refuse_flood(provider, now)
    roster = Roster.objects.create(
        provider=provider,
        as_of=as_of,
        file_key=store(file),
        file_name=file.name,
        file_size=file.size,
        file_sha256=file.sha256,
        media_type=file.kind.media_type,
        uploaded_at=now,
        uploaded_by_kind=by.kind,
        uploaded_by_id=by.id,
        uploaded_by_name=by.name[:200],
    )
    owe(LOOK, str(roster.pk))
    record(by=by, action="roster.uploaded", on=roster, digest={"sha256": file.sha256, "size": file.size})
    return roster


@transaction.atomic
def note_layout(*, by: Actor, roster_id: int, layout: Layout, preview: Mapping[str, object]) -> Roster | None:
    """Show how a file seems to be laid out; nothing where somebody settled it meanwhile."""
    roster = _locked(roster_id, RosterState.ARRIVED)
    if roster is None:
        return None
    roster.state, roster.layout, roster.preview = RosterState.WAITING, layout_to_json(layout), dict(preview)
    roster.save(update_fields=["state", "layout", "preview"])
    record(by=by, action="roster.looked_at", on=roster)
    return roster


@transaction.atomic
def look_again(*, by: Actor, roster: Roster, layout: Layout) -> Roster:
    """Have the file looked at once more with what somebody said of it; raises RosterClosedError."""
    return _go_on(by, roster, layout, RosterState.ARRIVED)


@transaction.atomic
def accept_layout(*, by: Actor, roster: Roster, layout: Layout, as_of: date) -> Roster:
    """Have the file read in this way; raises RosterClosedError."""
    roster.as_of = as_of
    return _go_on(by, roster, layout, RosterState.READING)


@transaction.atomic
def store_roster(*, by: Actor, roster_id: int, content: RosterContent, now: datetime) -> Roster | None:
    """Store what was read, whole, and owe the usual analyses; nothing where it was settled meanwhile."""
    roster = _locked(roster_id, RosterState.READING)
    if roster is None:
        return None
    digest = hashlib.sha256(content.table).hexdigest()
    file = AcceptedFile("table.npz", TABLE, len(content.table), digest, io.BytesIO(content.table))
    roster.table_key, roster.table_size, roster.table_sha256 = store(file), file.size, digest
    roster.rows, roster.accepted = content.rows, content.accepted
    roster.set_aside = content.rows - content.accepted
    roster.reading, roster.state, roster.read_at = dict(content.reading), RosterState.STORED, now
    roster.save()
    for window in (*usual_windows(roster.as_of), *_claimed_windows(roster)):
        _want(roster, window)
    want_measurement(roster=roster)
    owe(COMPARE, str(roster.pk))
    hand_in(by=by, roster=roster, now=now)
    roster_handed_over.send(Roster, provider_id=roster.provider_id, roster_id=roster.pk)
    counts: dict[str, str | int] = {"rows": roster.rows, "accepted": roster.accepted, "table": digest}
    record(by=by, action="roster.stored", on=roster, digest=counts)
    return roster


@transaction.atomic
def refuse_roster(*, by: Actor, roster_id: int, reason: str) -> Roster | None:
    """Say why a file was not taken; the file itself stays for whoever wants to look at it."""
    roster = _locked(roster_id, RosterState.ARRIVED, RosterState.READING)
    if roster is None:
        return None
    roster.state, roster.refusal = RosterState.REFUSED, reason
    roster.save(update_fields=["state", "refusal"])
    record(by=by, action="roster.refused", on=roster)
    return roster


@transaction.atomic
def withdraw_roster(*, by: Actor, roster: Roster) -> Roster:
    """Take a roster out of every figure; it is kept, and a second time changes nothing.

    The provider's people take back only a file that is not read yet; else RosterClosedError is raised.
    """
    standing = Roster.objects.filter(pk=roster.pk).exclude(state=RosterState.WITHDRAWN)
    if by.kind is ActorKind.CONTACT:
        standing = standing.filter(state=RosterState.WAITING)
        if not standing.exists():
            raise RosterClosedError
    if standing.update(state=RosterState.WITHDRAWN):
        record(by=by, action="roster.withdrawn", on=roster)
        roster_withdrawn.send(sender=Roster, provider_id=roster.provider_id)
    roster.refresh_from_db()
    return roster


@transaction.atomic
def want_analysis(*, by: Actor, roster: Roster, window: Window) -> RosterAnalysis:
    """Owe the figures of another window of a stored roster; the same window is not owed twice."""
    analysis, is_new = _want(roster, window)
    if is_new:
        digest: dict[str, str | int] = {"after": str(window.after), "until": str(window.until)}
        record(by=by, action="roster.analysis_asked", on=roster, digest=digest)
    return analysis


@transaction.atomic
def store_comparison(*, by: Actor, roster: Roster, before: Roster, found: Mapping[str, object]) -> None:
    """Keep what two rosters say of each other with the later one."""
    compared = Roster.objects.filter(pk=roster.pk, state=RosterState.STORED)
    if compared.update(compared_with=before, comparison=dict(found)):
        roster_analysed.send(sender=Roster, provider_id=roster.provider_id)
        record(by=by, action="roster.compared", on=roster, digest={"before": before.pk})


@transaction.atomic
def store_analysis(
    *, analysis_id: int, result: Mapping[str, object], digest: str, engine_version: int, now: datetime
) -> None:
    """Put figures in their place; they depend on nothing but the roster, so that a second run is the same."""
    wanted = RosterAnalysis.objects.filter(pk=analysis_id)
    wanted.update(result=dict(result), inputs_digest=digest, engine_version=engine_version, computed_at=now)
    for provider_id in wanted.values_list("roster__provider", flat=True):
        roster_analysed.send(sender=Roster, provider_id=provider_id)


def _waits_already(by: Actor, provider: Provider, file: AcceptedFile, as_of: date) -> Roster | None:
    theirs = Roster.objects.filter(provider=provider, uploaded_by_kind=by.kind, uploaded_by_id=by.id)
    waiting = theirs.filter(state__in=[RosterState.ARRIVED, RosterState.WAITING])
    return waiting.filter(file_sha256=file.sha256, as_of=as_of).first()


def _refuse_flood(provider: Provider, now: datetime) -> None:
    """What the house uploads it answers for itself."""
    of_theirs = Roster.objects.filter(provider=provider, uploaded_by_kind=ActorKind.CONTACT)
    if of_theirs.filter(uploaded_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        said = _(
            "%(count)d files came from your firm within a day. Go on tomorrow, or ask whoever asked you."
        )
        raise FileRefused("too_many", said % {"count": MOST_A_DAY})


def _claimed_windows(roster: Roster) -> list[Window]:
    """The periods of claims that stand: the window of one begins on the day before."""
    claims = AttritionClaim.objects.filter(provider=roster.provider_id, withdrawn_at__isnull=True)
    periods = claims.values_list("after", "until").distinct()
    return [Window(after - timedelta(days=1), until) for after, until in periods]


def _want(roster: Roster, window: Window) -> tuple[RosterAnalysis, bool]:
    analysis, is_new = RosterAnalysis.objects.get_or_create(
        roster=roster, after=window.after, until=window.until
    )
    if analysis.computed_at is None:
        owe(ANALYSE, str(analysis.pk))
    return analysis, is_new


def _go_on(by: Actor, roster: Roster, layout: Layout, state: RosterState) -> Roster:
    locked = _locked(roster.pk, RosterState.WAITING)
    if locked is None:
        raise RosterClosedError
    task, action = NEXT[state]
    locked.state, locked.layout, locked.as_of = state, layout_to_json(layout), roster.as_of
    locked.save(update_fields=["state", "layout", "as_of"])
    owe(task, str(locked.pk))
    record(by=by, action=action, on=locked)
    return locked


def _locked(roster_id: int, *states: RosterState) -> Roster | None:
    return Roster.objects.select_for_update().filter(pk=roster_id, state__in=states).first()
