"""Rosters and claims as they stand at some moment."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from outsourcing.actors import SYSTEM, Actor
from outsourcing.files import accepting, kinds
from outsourcing.jobs.models import OwedWork, WorkState
from providers import actions, tasks
from providers.domain.attrition.spells import Window
from providers.domain.claims import ClaimFacts
from providers.domain.rosters.layout import layout_from_json
from providers.models import AttritionClaim, Provider, Roster, RosterState
from tests.providers.rosters.files import AS_OF, text


def roster_upload(content: bytes = b"", name: str = "staff.csv") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content or text().read())


def uploaded(
    of: Provider, content: bytes = b"", as_of: date = AS_OF, by: Actor = SYSTEM, name: str = "staff.csv"
) -> Roster:
    """A roster that has arrived."""
    file = accepting.accepted(roster_upload(content, name), kinds=[kinds.CSV, kinds.XLSX])
    return actions.upload_roster(by=by, provider=of, file=file, as_of=as_of, now=timezone.now())


def waiting_roster(of: Provider, content: bytes = b"", by: Actor = SYSTEM) -> Roster:
    """A roster that was looked at and waits for somebody."""
    roster = uploaded(of, content, by=by)
    work()
    roster.refresh_from_db()
    return roster


def stored_roster(of: Provider, content: bytes = b"", as_of: date = AS_OF) -> Roster:
    """A roster that was read as it was guessed, with its figures."""
    roster = uploaded(of, content, as_of)
    work()
    roster.refresh_from_db()
    if roster.state == RosterState.WAITING:
        layout = layout_from_json(roster.layout or {})
        actions.accept_layout(by=SYSTEM, roster=roster, layout=layout, as_of=roster.as_of)
        work()
        work()
        roster.refresh_from_db()
    return roster


def claim(of: Provider, rate: float = 0.09, **others: object) -> AttritionClaim:
    """A claim for the year up to the day of the roster."""
    facts = ClaimFacts(
        **{  # type: ignore[arg-type]
            "rate": rate,
            "after": date(2025, 7, 1),
            "until": AS_OF,
            "source": "Bid, page 12",
            **others,
        }
    )
    return actions.record_claim(by=SYSTEM, provider=of, facts=facts, now=timezone.now())


def claimed(of: Provider, roster: Roster, rate: float = 0.09, **others: object) -> AttritionClaim:
    """A claim that was held against a roster."""
    made = claim(of, rate, **others)
    actions.want_analysis(by=SYSTEM, roster=roster, window=Window(date(2025, 6, 30), AS_OF))
    work()
    return made


def work() -> None:
    """Do what is owed of rosters."""
    for owed in OwedWork.objects.filter(state=WorkState.QUEUED, task__contains="roster"):
        getattr(tasks, owed.task.removeprefix("providers."))(owed.key)
