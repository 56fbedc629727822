"""What a series refuses, and how it is changed, handed over and let rest."""

from datetime import date, timedelta

import pytest

from assessments.actions.refusals import Refused
from assessments.actions.repeating import (
    SeriesPlan,
    change_series,
    end_series,
    pause_series,
)
from assessments.models import (
    ReviewCycle,
    ReviewSeries,
    SeriesState,
)
from assessments.queries import manageable_assessments
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM
from tests.assessments.factories import subject
from tests.assessments.repeating import FIRST_DUE, LEAD, at, cycle, finish, series, travel, version_of_power
from tests.people import person

pytestmark = pytest.mark.django_db

OPENS = FIRST_DUE - timedelta(days=LEAD)
SECOND_DUE = date(2027, 9, 15)


def test_whoever_takes_over_gets_the_open_cycle() -> None:
    reviewed = series()
    travel(OPENS)
    successor = person("procurement_lead")
    reviewed.refresh_from_db()
    plan = SeriesPlan(6, reviewed.next_due, LEAD, successor)

    change_series(by=SYSTEM, series=reviewed, plan=plan, expected_row_version=2, now=at(OPENS))

    assert list(manageable_assessments(successor.as_actor())) == [cycle(reviewed, 1)]


def test_a_new_day_is_a_new_anchor() -> None:
    reviewed = series()
    travel(OPENS)
    finish(cycle(reviewed, 1), OPENS)
    plan = SeriesPlan(3, date(2027, 5, 31), LEAD, reviewed.owner)

    changed = change_series(by=SYSTEM, series=reviewed, plan=plan, expected_row_version=2, now=at(OPENS))
    travel(date(2027, 5, 10))

    assert ReviewCycle.objects.get(number=2).due_on == date(2027, 5, 31)
    changed.refresh_from_db()
    assert changed.next_due == date(2027, 8, 31)


def test_a_change_on_an_old_view_is_refused() -> None:
    reviewed = series()
    travel(OPENS)

    with pytest.raises(Refused, match="changed meanwhile"):
        end_series(by=SYSTEM, series=reviewed, reason="Done.", expected_row_version=1, now=at(OPENS))
    assert ReviewSeries.objects.get().state == SeriesState.ACTIVE


def test_one_living_series_for_a_checklist_and_a_subject() -> None:
    version, about = version_of_power(), subject()
    first = series(version=version, about=about)

    with pytest.raises(Refused, match="reviewed already"):
        series(version=version, about=about)

    end_series(by=SYSTEM, series=first, reason="Done.", expected_row_version=1, now=at(OPENS))
    assert series(version=version, about=about).pk != first.pk


@pytest.mark.parametrize(
    ("months", "lead", "field"),
    [(0, 10, "every_months"), (121, 10, "every_months"), (1, 29, "lead_days"), (12, 181, "lead_days")],
)
def test_a_cadence_that_cannot_be_kept_is_refused(months: int, lead: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        series(every_months=months, lead_days=lead)

    assert refused.value.field == field
    assert not ReviewSeries.objects.exists()


def test_somebody_who_left_cannot_own_one() -> None:
    gone = person("procurement_lead")
    _leaves(gone.pk)
    gone.refresh_from_db()

    with pytest.raises(Refused, match="has left"):
        series(owner=gone)


def test_resting_needs_a_reason() -> None:
    with pytest.raises(Refused, match="Say why"):
        pause_series(by=SYSTEM, series=series(), reason=" ", expected_row_version=1, now=at(OPENS))


def _leaves(user_id: int) -> None:
    User.objects.filter(pk=user_id).update(is_active=False)
