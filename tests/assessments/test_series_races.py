"""Two jobs that open what is due at the same moment open each cycle once."""

import pytest

from assessments.actions.cycling import open_due_cycles
from assessments.actions.repeating import pause_series
from assessments.models import Assessment, ReviewCycle, ReviewSeries, SeriesState
from outsourcing.actors import SYSTEM
from tests.assessments.repeating import FIRST_DUE, at, series
from tests.assessments.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def _open() -> int:
    return open_due_cycles(today=FIRST_DUE, now=at(FIRST_DUE))


def test_of_jobs_at_once_one_opens_the_cycle() -> None:
    reviewed = series()

    opened = at_once(_open, _open, _open)

    assert sorted(opened) == [0, 0, 1]
    assert Assessment.objects.filter(subject=reviewed.subject).count() == 1
    assert ReviewSeries.objects.get().next_number == 2


def test_pausing_while_a_cycle_opens_does_either_and_never_half() -> None:
    reviewed = series()

    at_once(
        _open,
        lambda: pause_series(
            by=SYSTEM, series=reviewed, reason="Rebuilding.", expected_row_version=1, now=at(FIRST_DUE)
        ),
    )

    after = ReviewSeries.objects.get()
    opened = ReviewCycle.objects.count()
    # Whoever came second saw what the first had done: a pause on the old view is refused.
    assert (after.state, opened) in {(SeriesState.PAUSED, 0), (SeriesState.ACTIVE, 1)}
