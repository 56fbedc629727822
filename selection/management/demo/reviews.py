"""What comes back in the demo world: a provider's infrastructure every half year, and our own readiness."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from assessments.actions import ourselves, subject_of_provider
from assessments.actions.cycling import open_cycle, open_due_cycles
from assessments.actions.repeating import SeriesPlan, make_series
from assessments.domain.cadence import add_months
from assessments.domain.questionnaire import Side
from assessments.models import Response, ReviewSeries, Template
from outsourcing.accounts.models import User
from providers.models import Provider
from selection.management.demo.answers import Inventor
from selection.management.demo.filling import Filling, fill
from selection.management.demo.world import SEED

REVIEWED = "meridian"
HALF_A_YEAR = 6
LEAD_DAYS = 30
# It got better each time; what the story fixes got worse once, so that a change has both signs.
CYCLES: tuple[tuple[float, Mapping[str, str]], ...] = (
    (0.50, {}),
    (0.62, {"I7": "tested-target-met"}),
    (0.72, {"I7": "tested-target-missed"}),
)
NEXT_IN = timedelta(days=21)


def past_reviews(people: Mapping[str, User], providers: Mapping[str, Provider], now: datetime) -> None:
    """Three cycles that are over, before the projects begin."""
    owner, provider = people["marieke.kramer"], providers[REVIEWED]
    next_due = (now + NEXT_IN).date()
    first_due = add_months(next_due, -HALF_A_YEAR * len(CYCLES))
    begun = _moment(now, first_due - timedelta(days=LEAD_DAYS))
    series = make_series(
        by=owner.as_actor(),
        template=Template.objects.get(key="infrastructure"),
        subject=subject_of_provider(by=owner.as_actor(), provider=provider),
        plan=SeriesPlan(HALF_A_YEAR, first_due, LEAD_DAYS, owner),
        now=begun,
    )
    for aim, fixed in CYCLES:
        series.refresh_from_db()
        _cycle(series, owner, aim, fixed, now)


def coming_reviews(people: Mapping[str, User], now: datetime) -> None:
    """What is open now: the provider's next cycle, and our own side."""
    owner = people["marieke.kramer"]
    make_series(
        by=owner.as_actor(),
        template=Template.objects.get(key="readiness"),
        subject=ourselves(by=owner.as_actor()),
        plan=SeriesPlan(HALF_A_YEAR, (now + timedelta(days=75)).date(), LEAD_DAYS, owner),
        now=now,
    )
    open_due_cycles(today=now.date(), now=now - timedelta(hours=3))


def _cycle(series: ReviewSeries, owner: User, aim: float, fixed: Mapping[str, str], now: datetime) -> None:
    opened = _moment(now, series.next_due - timedelta(days=LEAD_DAYS))
    cycle = open_cycle(series_id=series.pk, today=opened.date(), now=opened)
    if cycle is None:
        raise LookupError("A cycle of the past was not opened.")
    response = Response.objects.select_related("assessment__version").get(
        assessment=cycle.assessment, side=Side.EVALUATOR, party=""
    )
    # One seed for all: most answers stay near what they were.
    inventor = Inventor(
        seed=f"{SEED} {REVIEWED} reviews", aim=aim, today=opened.date(), fixed=dict(fixed), texts={}
    )
    fill(Filling(response, owner.as_actor(), opened + timedelta(days=9), share=1.0), inventor)


def _moment(now: datetime, day: date) -> datetime:
    return datetime.combine(day, now.timetz().replace(hour=9, minute=10))
