"""Better, worse, unchanged, new and dropped, by question key over versions."""

import pytest

from assessments.domain.comparing import QuestionTurn, Turn, biggest, compared
from assessments.domain.results import QuestionScore, QuestionState


def test_each_question_says_what_became_of_it() -> None:
    before = [_scored("power", 0.5), _scored("network", 0.75), _scored("backup", 0.5), _scored("fax", 1.0)]
    now = [_scored("power", 1.0), _scored("network", 0.25), _scored("backup", 0.5), _scored("cloud", 0.5)]

    turns = {turn.key: turn.turn for turn in compared(before, now)}

    assert turns == {
        "power": Turn.BETTER,
        "network": Turn.WORSE,
        "backup": Turn.UNCHANGED,
        "cloud": Turn.NEW,
        "fax": Turn.DROPPED,
    }
    assert list(turns)[-1] == "fax"


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        (None, 0.5, Turn.NOW_ANSWERED),
        (0.5, None, Turn.NOW_OPEN),
        (None, None, Turn.NOT_COMPARED),
        (0.3, 0.1 + 0.2, Turn.UNCHANGED),
        (0, 1, Turn.BETTER),
    ],
)
def test_what_has_no_value_in_one_of_them_is_not_called_better_or_worse(
    before: float | None, now: float | None, turn: Turn
) -> None:
    assert compared([_scored("power", before)], [_scored("power", now)])[0].turn is turn


def test_a_question_kept_away_by_a_condition_was_not_asked() -> None:
    hidden = QuestionScore("power", "all", 0.0, QuestionState.HIDDEN)

    assert [turn.turn for turn in compared([hidden], [_scored("power", 0.5)])] == [Turn.NEW]
    assert [turn.turn for turn in compared([_scored("power", 0.5)], [hidden])] == [Turn.DROPPED]


def test_the_biggest_changes_are_those_that_moved_the_score() -> None:
    before = [_scored("light", 0.0, 0.1), _scored("heavy", 0.75, 0.8), _scored("same", 0.5, 0.1)]
    now = [_scored("light", 1.0, 0.1), _scored("heavy", 0.5, 0.8), _scored("same", 0.5, 0.1)]

    found = biggest(compared(before, now), most=5)

    assert [turn.key for turn in found] == ["heavy", "light"]
    assert found[0] == QuestionTurn("heavy", Turn.WORSE, 0.75, 0.5, 0.8)
    assert found[0].points == pytest.approx(-0.2)


def test_nothing_compared_with_nothing_is_nothing() -> None:
    assert compared([], []) == ()
    assert biggest([], most=3) == ()


def _scored(key: str, value: float | None, weight: float = 0.25) -> QuestionScore:
    state = QuestionState.MISSING if value is None else QuestionState.ANSWERED
    return QuestionScore(key, "all", weight, state, value)
