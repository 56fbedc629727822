"""Figures and dates as text, to the letter."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation

from outsourcing.ui import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.7805, "78.1"),
        (0.78, "78.0"),
        (0.00049, "0.0"),
        (0.0005, "0.1"),
        (1, "100.0"),
        (-0.0001, "0.0"),
        (-0.034, "−3.4"),
        (None, "–"),
        (float("nan"), "–"),
        (float("inf"), "–"),
    ],
)
def test_a_score_is_shown_out_of_a_hundred_with_one_decimal(value: float | None, text: str) -> None:
    assert formats.score_text(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.48, 0, "48\u00a0%"),
        (0.485, 0, "49\u00a0%"),
        (0.0423, 1, "4.2\u00a0%"),
        (0, 0, "0\u00a0%"),
        (None, 0, "–"),
    ],
)
def test_a_share_is_a_percentage(value: float | None, places: int, text: str) -> None:
    assert formats.share_text(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(5, "5"), (5.0, "5"), (4.5, "4.5"), (0.25, "0.25"), (100, "100"), (None, "–")]
)
def test_a_weight_shows_no_empty_decimals(value: float | None, text: str) -> None:
    assert formats.weight_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.4, "+3.4"), (-3.45, "−3.5"), (0, "0.0"), (-0.04, "0.0"), (None, "–")]
)
def test_a_change_carries_its_sign(value: float | None, text: str) -> None:
    assert formats.signed_text(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(0.76, 0.81, "76–81"), (0.764, 0.7601, "76"), (0.755, 1, "76–100"), (None, 0.8, "–"), (0, 0, "0")],
)
def test_a_range_is_two_ends_or_one_number(low: float | None, high: float | None, text: str) -> None:
    assert formats.span_text(low, high) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.76, 0.81, "possible 76–81"),
        (0.7, 0.7 + 1e-12, "complete"),
        (0.76, 0.7649, "possible 76"),
        (None, 1, "–"),
    ],
)
def test_what_a_score_can_become_is_said_in_words(low: float | None, high: float | None, text: str) -> None:
    assert formats.possible_text(low, high) == text


def test_numbers_and_days_follow_the_language() -> None:
    with translation.override("de"):
        assert formats.score_text(0.7805) == "78,1"
        assert formats.signed_text(-3.4) == "−3,4"
        assert formats.weight_text(4.5) == "4,5"
        assert formats.count_text(12840) == "12.840"
        assert formats.day_text(date(2026, 11, 12)) == "12. November 2026"


def test_counts_set_their_thousands_apart() -> None:
    assert formats.count_text(12840) == "12,840"
    assert formats.count_text(None) == "–"


def test_moments_are_told_in_the_readers_time_zone() -> None:
    moment = datetime(2026, 11, 12, 23, 30, tzinfo=UTC)
    with timezone.override("Europe/Amsterdam"):
        assert formats.moment_text(moment) == "13 Nov 2026, 00:30"
        assert formats.day_text(moment) == "13 Nov 2026"
        assert formats.clock_text(moment) == "00:30"
        assert formats.deadline_text(moment) == "13 Nov 2026, 00:30 CET"


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2026, 11, 13), "00:30"),
        (date(2026, 11, 14), "13 Nov, 00:30"),
        (date(2027, 1, 2), "13 Nov 2026, 00:30"),
    ],
)
def test_a_moment_says_its_day_only_where_that_is_not_today(today: date, text: str) -> None:
    moment = datetime(2026, 11, 12, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Amsterdam"):
        assert formats.since_text(moment, today) == text
    assert formats.since_text(None, today) == "–"


def test_what_has_no_date_is_a_dash() -> None:
    texts = {
        formats.day_text(None),
        formats.moment_text(None),
        formats.clock_text(None),
        formats.deadline_text(None),
        formats.duration_text(None),
    }

    assert texts == {"–"}


def test_a_time_of_day_alone_is_shown_as_it_is() -> None:
    assert formats.clock_text(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(days=1, hours=5), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(minutes=4, seconds=59), "4 min"),
        (timedelta(seconds=12), "12 s"),
    ],
)
def test_durations_use_their_largest_units(duration: timedelta, text: str) -> None:
    assert formats.duration_text(duration) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Marieke Kramer", "MK"),
        ("J. Okafor", "JO"),
        ("Anna Maria van der Berg", "AB"),
        ("Cher", "C"),
        ("", "?"),
        ("– –", "?"),
    ],
)
def test_initials_are_the_first_and_the_last_names(name: str, text: str) -> None:
    assert formats.initials_of(name) == text
