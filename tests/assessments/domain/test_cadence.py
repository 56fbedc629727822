"""Due days count from their anchor: ends of months, leap days, long silences, and a checklist's own words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.cadence import Cadence, Opening, add_months, months_in, opening_at
from assessments.domain.occasions import latest_occasion

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 120)
HALF_YEARLY = Cadence(date(2026, 3, 15), 6)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_added_to_the_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_the_end_of_a_month_does_not_drift() -> None:
    monthly = Cadence(date(2027, 12, 31), 1)

    days = [monthly.due_on(number) for number in range(1, 6)]

    assert days == [
        date(2027, 12, 31),
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
        date(2028, 4, 30),
    ]


@given(anchor=DAYS, months=MONTHS, number=st.integers(1, 40))
def test_every_due_day_is_the_anchors_day_or_the_last_of_a_shorter_month(
    anchor: date, months: int, number: int
) -> None:
    due = Cadence(anchor, months).due_on(number)

    assert (due.year - anchor.year) * 12 + due.month - anchor.month == (number - 1) * months
    assert due.day == anchor.day or (due.day < anchor.day and (due + timedelta(days=1)).day == 1)


@given(anchor=DAYS, months=MONTHS, today=DAYS)
def test_the_latest_due_is_the_last_that_has_come(anchor: date, months: int, today: date) -> None:
    cadence = Cadence(anchor, months)

    number = cadence.latest_due(today)

    assert cadence.due_on(number) <= today < cadence.due_on(number + 1)


@given(anchor=DAYS, months=MONTHS, lead=st.integers(0, 60), today=DAYS, next_number=st.integers(1, 30))
def test_what_is_opened_is_never_too_early_and_never_in_the_past_of_the_series(
    anchor: date, months: int, lead: int, today: date, next_number: int
) -> None:
    cadence = Cadence(anchor, months)

    opened = opening_at(cadence, next_number, lead, today)

    if opened is None:
        assert today < cadence.due_on(next_number) - timedelta(days=lead)
        return
    assert opened.number - opened.missed == next_number
    assert opened.due_on == cadence.due_on(opened.number)
    assert opened.due_on - timedelta(days=lead) <= today


def test_a_cycle_opens_its_lead_time_ahead() -> None:
    assert opening_at(HALF_YEARLY, 1, 30, date(2026, 2, 12)) is None
    assert opening_at(HALF_YEARLY, 1, 30, date(2026, 2, 13)) == Opening(1, date(2026, 3, 15), 0)


def test_after_a_long_silence_one_cycle_opens_as_overdue() -> None:
    monthly = Cadence(date(2026, 1, 10), 1)

    assert opening_at(monthly, 2, 7, date(2026, 5, 20)) == Opening(5, date(2026, 5, 10), 3)


def test_a_new_anchor_counts_on_from_its_own_number() -> None:
    moved = Cadence(date(2026, 9, 30), 12, anchor_number=4)

    assert moved.due_on(5) == date(2027, 9, 30)
    assert moved.latest_due(date(2026, 9, 30)) == 4


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("before shortlist; again at 6 months; then yearly", 12),
        ("at selection; figures refreshed every quarter", 3),
        ("at selection; yearly; after a material change", 12),
        ("before award; then at least every 24 months", 24),
        ("before the RFP may be issued; before start; every six months", 6),
        ("before start, during (each quarter or at milestones), after close", 3),
        ("half-yearly", 6),
        ("Every 2 years", 24),
        ("every month", 1),
        ("once per sourcing event", None),
        ("before start; again within ten working days of any team change", None),
        ("every 0 months", None),
        ("every 999 months", None),
        ("", None),
    ],
)
def test_a_checklist_says_how_often(words: str, months: int | None) -> None:
    assert months_in(words) == months


@pytest.mark.parametrize(
    ("today", "occasion"),
    [
        (date(2026, 11, 16), None),
        (date(2026, 11, 17), date(2026, 11, 17)),
        (date(2026, 11, 27), date(2026, 11, 17)),
        (date(2026, 11, 28), date(2026, 11, 28)),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 7), date(2026, 12, 1)),
        (date(2026, 12, 8), date(2026, 12, 8)),
        (date(2027, 1, 30), date(2027, 1, 26)),
    ],
)
def test_one_is_reminded_ahead_on_the_day_and_weekly_after(today: date, occasion: date | None) -> None:
    assert latest_occasion(date(2026, 12, 1), today) == occasion
