"""Figures of an earlier version of the mathematics are computed anew, once, and nothing else is."""

import pytest

from outsourcing.actors import SYSTEM
from outsourcing.jobs.models import OwedWork, WorkState
from providers import tasks
from providers.actions import renew_figures, withdraw_roster
from providers.actions.measuring import MEASURE
from providers.actions.rosters import ANALYSE
from providers.domain.attrition.analysis import ENGINE_VERSION
from providers.domain.attrition.measures import MEASURES_VERSION
from providers.models import Roster, RosterAnalysis, RosterMeasurement
from tests.providers.factories import provider
from tests.providers.rosters.factories import stored_roster, work

pytestmark = pytest.mark.django_db


def aged(roster: Roster) -> None:
    """As an earlier version left it: other figures, under its own number."""
    RosterAnalysis.objects.filter(roster=roster).update(engine_version=1, result={"everybody": {}})
    RosterMeasurement.objects.filter(roster=roster).update(engine_version=0, figures={})


def queued() -> list[str]:
    waiting = OwedWork.objects.filter(state=WorkState.QUEUED, task__in=[ANALYSE, MEASURE])
    return sorted(waiting.values_list("task", flat=True))


def test_what_is_old_is_computed_anew_by_the_hourly_task_and_then_left_alone() -> None:
    roster = stored_roster(provider("Kaveri"))
    analyses, measurement = RosterAnalysis.objects.filter(roster=roster), roster.measurements.get()
    before = [each.result for each in analyses]
    aged(roster)

    tasks.repeat()
    assert queued() == [ANALYSE, ANALYSE, MEASURE]
    work()

    assert [each.result for each in analyses.all()] == before
    assert {each.engine_version for each in analyses.all()} == {ENGINE_VERSION}
    figures = measurement.figures
    measurement.refresh_from_db()
    assert (measurement.figures, measurement.engine_version) == (figures, MEASURES_VERSION)
    assert renew_figures() == 0


def test_what_was_withdrawn_or_is_being_computed_is_not_owed() -> None:
    kept, gone = stored_roster(provider("Kaveri")), stored_roster(provider("Altura"))
    withdraw_roster(by=SYSTEM, roster=gone)
    aged(gone)
    RosterAnalysis.objects.filter(roster=kept).update(engine_version=0, computed_at=None)

    assert renew_figures() == 0
