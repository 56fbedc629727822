"""Krippendorff's alpha: published figures, and what must hold of it whatever is rated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.reliability import interval_alpha, panel_alpha

# Krippendorff 2011, section C: four observers, twelve units, "." is missing.
OF_2011 = ("123321412...", "12332241 25.3".replace(" ", ""), ".33323422 51.".replace(" ", ""), "12332441251.")
# The example of the German and English encyclopaedia articles: three coders, fifteen units.
OF_CODERS = (
    ".....341211 33.3".replace(" ", ""),
    "1.2133 43.......".replace(" ", ""),
    "..2134 4.211 33.4".replace(" ", ""),
)

ratings = st.integers(0, 8).map(lambda eighth: eighth / 8)
panels = st.lists(st.lists(ratings, min_size=2, max_size=5), min_size=1, max_size=20)


def units(raters: tuple[str, ...]) -> list[list[float]]:
    """What each unit was given, from one line a rater."""
    return [[float(one) for one in unit if one != "."] for unit in zip(*raters, strict=True)]


@pytest.mark.parametrize(("raters", "published"), [(OF_2011, 0.849), (OF_CODERS, 0.811)])
def test_it_gives_the_published_figures(raters: tuple[str, ...], published: float) -> None:
    assert interval_alpha(units(raters)) == pytest.approx(published, abs=0.0005)


def test_the_worked_example_by_hand() -> None:
    # Two units, two raters: squares within 0 + 0.5, all four around their mean 1.5: 5 over 3.
    assert interval_alpha([[0, 0], [3, 3]]) == 1.0
    assert interval_alpha([[0, 1], [2, 3]]) == pytest.approx(1 - 0.5 / (5 / 3))


def test_raters_who_always_take_opposite_ends_are_worse_than_chance() -> None:
    alpha = interval_alpha([[0, 1]] * 12)

    assert alpha is not None
    assert alpha < 0


@pytest.mark.parametrize("same", [[[0.5, 0.5]] * 12, [[1, 1, 1]] * 12, [[0.1 + 0.2, 0.3]] * 12])
def test_without_variation_nothing_can_be_said(same: list[list[float]]) -> None:
    assert interval_alpha(same) is None


@pytest.mark.parametrize("alone", [[], [[1.0]], [[1.0], [0.0], []]])
def test_ratings_without_company_are_left_out(alone: list[list[float]]) -> None:
    assert interval_alpha(alone) is None


def test_a_panel_has_an_alpha_from_ten_comparable_units_on() -> None:
    nine = [[0.0, 0.25], [1.0, 0.75], [0.5, 0.5]] * 3

    assert panel_alpha([*nine, [1.0]]) is None
    assert panel_alpha([*nine, [1.0, 1.0]]) is not None


@given(panels)
def test_it_is_never_above_one(panel: list[list[float]]) -> None:
    alpha = interval_alpha(panel)

    assert alpha is None or alpha <= 1.0


@given(panels, st.floats(0.5, 4), st.floats(-3, 3))
def test_another_unit_of_measure_changes_nothing(
    panel: list[list[float]], factor: float, shift: float
) -> None:
    before = interval_alpha(panel)
    after = interval_alpha([[factor * one + shift for one in unit] for unit in panel])

    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before, abs=1e-6)


@given(panels)
def test_the_order_of_raters_and_units_changes_nothing(panel: list[list[float]]) -> None:
    shuffled = [sorted(unit, reverse=True) for unit in reversed(panel)]
    before = interval_alpha(panel)

    assert interval_alpha(shuffled) == (before if before is None else pytest.approx(before))


@given(panels)
def test_a_unit_with_one_rating_changes_nothing(panel: list[list[float]]) -> None:
    assert interval_alpha([*panel, [0.125]]) == interval_alpha(panel)


@given(panels)
def test_it_is_one_only_where_all_agree_on_each_unit(panel: list[list[float]]) -> None:
    alpha = interval_alpha(panel)
    agreed = all(len(set(unit)) == 1 for unit in panel)

    assert (alpha == 1.0) == (alpha is not None and agreed)
