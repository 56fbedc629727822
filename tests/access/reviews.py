"""A review that came back once: the assessment at hand is a cycle, with an answer of last time before it."""

from datetime import date

from assessments.actions import open_assessment, submit_response
from assessments.actions.repeating import SeriesPlan, make_series
from assessments.models import Assessment, ReviewCycle
from outsourcing.accounts.models import User
from tests.assessments.factories import answered, response_of
from tests.selection.factories import NOW

DUE = date(2030, 3, 15)


def series_around(assessed: Assessment, owner: User) -> int:
    """The key of the series of which this is the first cycle."""
    by = owner.as_actor()
    plan = SeriesPlan(every_months=6, next_due=DUE, lead_days=30, owner=owner)
    series = make_series(
        by=by, template=assessed.version.template, subject=assessed.subject, plan=plan, now=NOW
    )
    before = open_assessment(
        by=by,
        version=assessed.version,
        subject=assessed.subject,
        title=f"Before: {assessed.title}",
        due_on=None,
        now=NOW,
    )
    response = response_of(before)
    answered(response, "news", 2, by=by)
    submit_response(by=by, response=response, now=NOW)
    ReviewCycle.objects.create(
        series=series, number=1, due_on=DUE, assessment=assessed, before=before, opened_at=NOW
    )
    return int(series.pk)
