"""How near a due day is, in words."""

from datetime import date

import pytest

from outsourcing.ui.drawn import due_pill
from outsourcing.ui.due import Due, due_of
from outsourcing.ui.registry import Tone

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 11, 21), Due("2 days late", Tone.BAD)),
        (date(2026, 11, 22), Due("1 day late", Tone.BAD)),
        (TODAY, Due("today", Tone.WARN)),
        (date(2026, 11, 24), Due("tomorrow", Tone.WARN)),
        (date(2026, 11, 30), Due("in 7 days", Tone.INFO)),
        (date(2026, 12, 23), Due("in 30 days", Tone.INFO)),
        (date(2026, 12, 24), Due("24 Dec 2026", Tone.NONE)),
    ],
)
def test_due_days_read_as_people_say_them(due: date, expected: Due) -> None:
    assert due_of(due, TODAY) == expected


def test_a_far_day_is_not_named_again_beside_its_date() -> None:
    near, far = date(2026, 12, 23), date(2026, 12, 24)

    assert due_pill(far, TODAY, beside_day=True) == ""
    assert due_pill(far, TODAY) == '<span class="pill none">24 Dec 2026</span>\n'
    assert due_pill(near, TODAY, beside_day=True) == '<span class="pill info">in 30 days</span>\n'
    assert due_pill(None, TODAY) == ""
