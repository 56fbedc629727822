"""Rosters of three providers, made up person by person, and what those providers claim of their attrition."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from outsourcing.actors import Actor
from outsourcing.files.accepting import accepted
from outsourcing.files.kinds import CSV
from providers.actions import accept_layout, note_layout, record_claim, upload_roster
from providers.domain.attrition.analysis import months_before
from providers.domain.claims import ClaimFacts
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import Layout
from providers.domain.rosters.quarters import last_quarter_end
from providers.models import Provider, Roster, RosterAnalysis
from providers.tasks import analyse_roster, read_roster
from selection.management.demo.world import SEED

DAYS_OF_A_YEAR = 365.25
# Four years of leavers: the change against two years earlier needs three.
LISTED_MONTHS = 48
REASONS = ("Resignation", "Resignation", "Resignation", "Resignation", "Dismissal", "Retirement", "Transfer")
LAYOUT = Layout(columns={each: str(each) for each in Field}, encoding="utf-8", separator=",")


@dataclass(frozen=True)
class DemoUnit:
    """People who do the same at one site."""

    function: str
    site: str
    seats: int


@dataclass(frozen=True)
class DemoStaff:
    """The people of a provider: leavers a year in their first year and later, and what is claimed of it."""

    provider: str
    units: tuple[DemoUnit, ...]
    first_year: float
    later: float
    oldest_years: int
    claimed: float
    source: str


STAFF = (
    DemoStaff(
        "kaveri",
        (
            DemoUnit("Data management", "Bengaluru", 330),
            DemoUnit("Programming", "Bengaluru", 240),
            DemoUnit("Pharmacovigilance", "Mysuru", 210),
            DemoUnit("Quality", "Bengaluru", 46),
        ),
        first_year=0.36,
        later=0.19,
        oldest_years=9,
        claimed=0.09,
        source="Answer to our request for proposal, question 14, and the brochure, page 6",
    ),
    DemoStaff(
        "meridian",
        (
            DemoUnit("Data management", "Utrecht", 180),
            DemoUnit("Programming", "Wrocław", 230),
            DemoUnit("Medical coding", "Wrocław", 120),
            DemoUnit("Biostatistics", "Utrecht", 70),
        ),
        first_year=0.17,
        later=0.11,
        oldest_years=14,
        claimed=0.12,
        source="Answer to our request for proposal, question 14",
    ),
    DemoStaff(
        "baltica",
        (
            DemoUnit("Automation", "Tallinn", 120),
            DemoUnit("Reporting", "Tallinn", 70),
            DemoUnit("Accounts payable", "Vilnius", 120),
        ),
        first_year=0.20,
        later=0.12,
        oldest_years=8,
        claimed=0.13,
        source="First call with their chief operating officer",
    ),
)


def rosters(providers: Mapping[str, Provider], by: Actor, now: datetime) -> None:
    """Write down what is claimed, and have the lists read and counted."""
    as_of = last_quarter_end(now.date())
    for demo in STAFF:
        claimed = ClaimFacts(
            rate=demo.claimed,
            after=months_before(as_of, 12) + timedelta(days=1),
            until=as_of,
            source=demo.source,
            numerator="Everybody who left",
            denominator="Average headcount",
        )
        record_claim(by=by, provider=providers[demo.provider], facts=claimed, now=now - timedelta(days=8))
        _count(_handed_over(demo, providers[demo.provider], as_of, by, now - timedelta(days=5)))


def _handed_over(demo: DemoStaff, provider: Provider, as_of: date, by: Actor, now: datetime) -> Roster:
    file = accepted(SimpleUploadedFile(f"Staff {as_of}.csv", roster_file(demo, as_of)), kinds=[CSV])
    roster = upload_roster(by=by, provider=provider, file=file, as_of=as_of, now=now)
    # As whoever looked at the preview would accept it.
    seen = note_layout(by=by, roster_id=roster.pk, layout=LAYOUT, preview={})
    return accept_layout(by=by, roster=seen or roster, layout=LAYOUT, as_of=as_of)


def _count(roster: Roster) -> None:
    """Do at once what a worker would do: the plan of a team that follows stands on these figures."""
    read_roster(str(roster.pk))
    for analysis in RosterAnalysis.objects.filter(roster=roster).order_by("pk"):
        analyse_roster(str(analysis.pk))


def roster_file(demo: DemoStaff, as_of: date) -> bytes:
    """The list as their system of personnel would print it, the same at every run of one quarter."""
    random = Random(f"{SEED} {demo.provider} roster")  # noqa: S311  # a story, not a secret
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([str(each) for each in Field])
    for number, row in enumerate(_employments(demo, as_of, random), start=1):
        lines.writerow([f"{demo.provider[:2].upper()}{number:05}", *row])
    return text.getvalue().encode()


def _employments(demo: DemoStaff, as_of: date, random: Random) -> Iterator[Sequence[str]]:
    listed_from = months_before(as_of, LISTED_MONTHS)
    for unit in demo.units:
        for _seat in range(unit.seats):
            start = as_of - timedelta(days=random.randint(30, round(demo.oldest_years * DAYS_OF_A_YEAR)))
            while start < as_of:
                end = start + timedelta(days=_stay(demo, random))
                reason = random.choice(REASONS)
                if end >= listed_from:
                    yield _row(unit, start, end if end <= as_of else None, reason)
                start = end + timedelta(days=random.randint(20, 75))


def _stay(demo: DemoStaff, random: Random) -> int:
    """How many days somebody stays who leaves at one rate in the first year and at another one later."""
    years = random.expovariate(demo.first_year)
    if years > 1:
        years = 1 + random.expovariate(demo.later)
    return max(3, round(years * DAYS_OF_A_YEAR))


def _row(unit: DemoUnit, start: date, end: date | None, reason: str) -> Sequence[str]:
    left = (end.isoformat(), reason) if end else ("", "")
    return (unit.function, unit.site, "Permanent", start.isoformat(), *left)
