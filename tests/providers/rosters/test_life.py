"""A roster from its upload to its figures, through the jobs that do it."""

from datetime import date

import pytest
from django.db import transaction

from outsourcing.actors import SYSTEM
from outsourcing.files.claims import file_faults
from outsourcing.jobs.actions import owe
from providers import actions
from providers.actions.rosters import READ
from providers.domain.attrition.spells import Window
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import layout_from_json
from providers.models import Roster, RosterAnalysis, RosterState
from tests.providers.factories import provider
from tests.providers.rosters.factories import stored_roster, uploaded, work
from tests.providers.rosters.files import AS_OF, PEOPLE, text

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_table_and_figures() -> None:
    roster = stored_roster(provider("Kaveri"))

    assert roster.state == RosterState.STORED
    assert (roster.rows, roster.accepted, roster.set_aside) == (4, 4, 0)
    analyses = list(RosterAnalysis.objects.filter(roster=roster).order_by("-after"))
    assert [(each.after, each.until) for each in analyses] == [
        (date(2025, 6, 30), AS_OF),
        (date(2023, 6, 30), AS_OF),
    ]
    everybody = (analyses[0].result or {})["everybody"]
    assert (everybody["headcount_before"], everybody["leavers"], everybody["headcount_after"]) == (4, 2, 2)
    assert list(file_faults()) == []


def test_what_cannot_be_read_is_refused_in_words_and_kept() -> None:
    roster = stored_roster(provider("Kaveri"), b"name;colour\nAnna;red\n")

    assert roster.state == RosterState.REFUSED
    assert "employee id and the start date" in roster.refusal
    assert roster.table_key == ""


def test_rows_that_do_not_count_are_kept_with_their_reason() -> None:
    rows = [*PEOPLE, ("9", "QA", "Pune", "", "2022-02-30", "", "")]

    roster = stored_roster(provider("Kaveri"), text(rows).read())

    assert (roster.rows, roster.accepted, roster.set_aside) == (5, 4, 1)
    assert (roster.reading or {})["set_aside"] == [
        {"line": 6, "column": "start_date", "reason": "invalid_date", "value": "2022-02-30"}
    ]


def test_the_next_file_of_a_provider_is_mapped_as_the_last_one_was() -> None:
    kaveri = provider("Kaveri Research")
    file = text(headers=("who", "function", "site", "kind", "start", "stop", "why")).read()
    first = uploaded(kaveri, file)
    work()
    first.refresh_from_db()
    said = {"employee_id": "who", "start_date": "start"}
    layout = layout_from_json({**(first.layout or {}), "columns": said})
    actions.accept_layout(by=SYSTEM, roster=first, layout=layout, as_of=AS_OF)
    work()

    second = uploaded(kaveri, file)
    work()

    second.refresh_from_db()
    assert layout_from_json(second.layout or {}).columns[Field.EMPLOYEE_ID] == "who"


def test_two_people_do_not_settle_one_file_twice() -> None:
    roster = uploaded(provider("Kaveri"))
    work()
    roster.refresh_from_db()
    layout = layout_from_json(roster.layout or {})
    actions.accept_layout(by=SYSTEM, roster=roster, layout=layout, as_of=AS_OF)

    with pytest.raises(actions.RosterClosedError):
        actions.look_again(by=SYSTEM, roster=roster, layout=layout)


def test_a_job_that_runs_twice_changes_nothing() -> None:
    roster = stored_roster(provider("Kaveri"))
    before = roster.table_key

    owe_again(roster)
    work()

    roster.refresh_from_db()
    assert roster.table_key == before


def owe_again(roster: Roster) -> None:
    """The message comes a second time."""
    with transaction.atomic():
        owe(READ, str(roster.pk))


def test_another_window_is_owed_once() -> None:
    roster = stored_roster(provider("Kaveri"))
    window = Window(date(2024, 12, 31), date(2025, 12, 31))

    actions.want_analysis(by=SYSTEM, roster=roster, window=window)
    actions.want_analysis(by=SYSTEM, roster=roster, window=window)
    work()

    analysis = RosterAnalysis.objects.get(roster=roster, after=window.after)
    assert (analysis.result or {})["everybody"]["leavers"] == 1


def test_a_withdrawn_roster_stays_and_is_not_the_latest() -> None:
    roster = stored_roster(provider("Kaveri"))

    actions.withdraw_roster(by=SYSTEM, roster=roster)

    assert Roster.objects.get(pk=roster.pk).state == RosterState.WITHDRAWN
    assert list(file_faults()) == []


def test_the_next_roster_betrays_who_vanished() -> None:
    kaveri = provider("Kaveri Research")
    first = stored_roster(kaveri, as_of=date(2025, 1, 31))
    later = [row for row in PEOPLE if row[0] != "A-7"]

    second = stored_roster(kaveri, text(later).read())
    work()

    second.refresh_from_db()
    assert second.compared_with == first
    found = second.comparison or {}
    assert found["consistent"] is False
    assert found["hidden"] == {"count": 1, "ids": ["A-7"]}
    assert found["left"] == {"count": 2, "ids": ["123", "A-8"]}
