"""What gaps ask to be prepared, and how it counts."""

import pytest

from assessments.domain.culture import Band, scale_gap, side_profile
from assessments.domain.formats import Anchor
from assessments.domain.preparing import (
    Count,
    Line,
    Occasion,
    PreparationState,
    Rule,
    Scale,
    Standing,
    Told,
    count_of,
    knows,
    moves_of,
    occasions_of,
    told_from_json,
    told_of,
    told_to_json,
    words_around,
    words_at,
)

OPEN, DONE = PreparationState.OPEN, PreparationState.DONE
NOT_NEEDED, RETIRED = PreparationState.NOT_NEEDED, PreparationState.RETIRED
MINOR, MATERIAL, CRITICAL, SILENT = Occasion
RULES = (
    Rule(1, "news", MINOR),
    Rule(2, "news", MATERIAL),
    Rule(3, "news", CRITICAL),
    Rule(4, "news", SILENT),
    Rule(5, "dates", MATERIAL),
)


def occasions(sponsor: int, provider: int, silent_from: int | None = None) -> set[Occasion]:
    """What a scale of five levels gives occasion to where each side has three raters of one mind."""
    ours, theirs = side_profile([sponsor] * 3, [], 5), side_profile([provider] * 3, [], 5)
    assert ours is not None
    assert theirs is not None
    return set(occasions_of(scale_gap(ours, theirs, levels=5, silent_from=silent_from)))


@pytest.mark.parametrize(
    ("provider", "asked"),
    [(1, set()), (2, {MINOR}), (3, {MINOR, MATERIAL}), (4, {MINOR, MATERIAL, CRITICAL})],
)
def test_a_larger_gap_asks_for_all_that_a_smaller_one_does(provider: int, asked: set[Occasion]) -> None:
    assert occasions(1, provider) == asked


def test_a_match_at_the_silent_end_asks_for_something_of_its_own() -> None:
    assert occasions(4, 4, silent_from=4) == {SILENT}
    assert occasions(3, 3, silent_from=4) == set()
    assert occasions(4, 5, silent_from=4) == {MINOR}


def test_what_is_asked_for_is_opened_once() -> None:
    asked = {("news", MINOR), ("news", MATERIAL)}

    first = moves_of(RULES, asked, ())
    again = moves_of(RULES, asked, (Standing(1, OPEN, False), Standing(2, OPEN, False)))

    assert first.opened == (1, 2)
    assert (again.opened, again.reopened, again.retired) == ((), (), ())


def test_a_gap_that_shrinks_retires_only_what_nobody_began() -> None:
    standing = (
        Standing(1, OPEN, False),
        Standing(2, OPEN, True),
        Standing(3, DONE, True),
        Standing(4, NOT_NEEDED, True),
        Standing(5, OPEN, False),
    )

    moves = moves_of(RULES, {("news", MINOR)}, standing)

    assert (moves.opened, moves.reopened, moves.retired) == ((), (), (5,))


def test_what_was_retired_comes_back_with_its_gap() -> None:
    moves = moves_of(RULES, {("dates", MATERIAL)}, (Standing(5, RETIRED, False),))

    assert (moves.opened, moves.reopened, moves.retired) == ((), (5,), ())


def test_a_line_taken_out_of_the_table_retires_what_it_opened() -> None:
    moves = moves_of(RULES[1:], {("news", MINOR)}, (Standing(1, OPEN, False),))

    assert moves.retired == (1,)


def test_the_share_counts_what_is_required_and_what_each_side_knows() -> None:
    lines = [Line("news", "a", DONE), Line("news", "b", OPEN), Line("news", "c", NOT_NEEDED)]

    assert count_of(lines) == Count(1, 2)
    assert count_of(lines).share == 0.5
    assert count_of([*lines, Line("dates", "d", RETIRED)], (True, False)) == Count(2, 4)
    assert count_of([]).share is None


@pytest.mark.parametrize(("tried", "known"), [(None, False), (0.6, False), (2 / 3, True), (1.0, True)])
def test_who_tells_two_of_three_situations_right_knows_the_other(tried: float | None, known: bool) -> None:
    assert knows(tried) is known


def test_conditions_are_the_missing_actions_of_critical_gaps_alone() -> None:
    scales = [
        Scale("news", "Bad news", Band.CRITICAL),
        Scale("dates", "Dates", Band.MATERIAL),
        Scale("rules", "Rules", Band.CRITICAL),
        Scale("talk", "Talk", Band.ALIGNED, "hinted at"),
    ]
    lines = [
        Line("dates", "Agree what a date means", OPEN),
        Line("news", "Agree how bad news travels", OPEN),
        Line("news", "Write down the points", DONE),
        Line("news", "Try it once", OPEN),
    ]

    told = told_of(scales, lines)

    assert told == Told(
        conditions=("Agree how bad news travels", "Try it once"),
        unplanned=("Rules",),
        material=1,
        waiting=1,
        silent=("hinted at",),
    )
    assert told.is_conditional


def test_nothing_is_conditional_once_it_is_done_or_said_not_to_be_needed() -> None:
    scales = [Scale("news", "Bad news", Band.CRITICAL), Scale("dates", "Dates", Band.MATERIAL)]
    lines = [Line("news", "a", DONE), Line("news", "b", NOT_NEEDED), Line("dates", "c", DONE)]

    assert told_of(scales, lines) == Told()


def test_a_material_gap_for_which_nothing_is_planned_is_told_too() -> None:
    assert told_of([Scale("dates", "Dates", Band.MATERIAL)], []) == Told(material=1)


def test_what_is_told_comes_back_as_it_was_kept() -> None:
    told = Told(("a", "b"), ("c",), 2, 3, ("d",))

    assert told_from_json(told_to_json(told)) == told
    assert told_to_json(Told()) == {}
    assert told_from_json({}) == Told()


def test_a_level_between_two_anchors_takes_the_words_further_on() -> None:
    anchors = (Anchor(1, "plainly"), Anchor(3, "privately"), Anchor(5, "hinted at"))

    assert words_at(anchors, 4) == "hinted at"
    assert words_at(anchors, 3.5) == "privately"
    assert words_at((), 4) == ""


def test_between_two_anchors_both_are_said() -> None:
    anchors = (Anchor(1, "plainly"), Anchor(3, "privately"), Anchor(5, "hinted at"))

    assert words_around(anchors, 3) == ("privately",)
    assert words_around(anchors, 3.5) == ("privately", "hinted at")
    assert words_around(anchors[1:], 2) == ("privately",)
    assert words_around((), 4) == ()
