"""A review series with its people, and days to travel to."""

from datetime import UTC, date, datetime, time

from assessments.actions import submit_response
from assessments.actions.cycling import open_due_cycles
from assessments.actions.repeating import SeriesPlan, make_series
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, ReviewSeries, Subject, TemplateVersion
from assessments.tasks import score
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from outsourcing.jobs.models import OwedWork
from tests.assessments.factories import answered, published, response_of, section, subject
from tests.assessments.factories import question as asked
from tests.people import person

FIRST_DUE = date(2027, 3, 15)
LEAD = 30


def version_of_power() -> TemplateVersion:
    """Two questions that evaluators answer."""
    return published(section("site", asked("power"), asked("network", weight=3)))


def series(
    *,
    version: TemplateVersion | None = None,
    about: Subject | None = None,
    owner: User | None = None,
    every_months: int = 6,
    next_due: date = FIRST_DUE,
    lead_days: int = LEAD,
) -> ReviewSeries:
    """An active series, first due on 15 March 2027, every six months, opened thirty days ahead."""
    owner = owner or person("procurement_lead", name="Mara Keller")
    return make_series(
        by=owner.as_actor(),
        template=(version or version_of_power()).template,
        subject=about or subject(),
        plan=SeriesPlan(every_months, next_due, lead_days, owner),
        now=at(date(2026, 11, 24)),
    )


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8, 0), tzinfo=UTC)


def travel(day: date) -> int:
    """What the daily job does on this day; says how many cycles it opened."""
    return open_due_cycles(today=day, now=at(day))


def work_off() -> None:
    """Compute the scores that are owed."""
    for key in list(OwedWork.objects.filter(task="assessments.score").values_list("key", flat=True)):
        score(key)


def cycle(of: ReviewSeries, number: int) -> Assessment:
    """The assessment of one of its cycles."""
    cycles = of.cycles.select_related("assessment__version__template", "assessment__subject__provider")
    return cycles.get(number=number).assessment


def finish(assessed: Assessment, day: date, **answers: object) -> None:
    """Answer these for the evaluators and hand it in."""
    response = response_of(assessed, Side.EVALUATOR)
    for key, value in answers.items():
        answered(response, key, value, now=at(day))
    submit_response(by=SYSTEM, response=response, now=at(day))
