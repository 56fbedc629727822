"""Gaps, blind spots and agreement between two sides, by hand and for every scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.culture import (
    FIVE_POINTS,
    SEVEN_POINTS,
    Band,
    Bounds,
    SideProfile,
    band_of,
    preparedness,
    scale_gap,
    side_profile,
)


def profile(own: list[int], other: list[int] | None = None, levels: int = 5) -> SideProfile:
    found = side_profile(own, other or [], levels)
    assert found is not None
    return found


def test_a_gap_by_hand() -> None:
    sponsor, provider = profile([1, 2, 2], [2, 2, 3]), profile([5, 4, 4], [2, 1, 2])

    found = scale_gap(sponsor, provider, levels=5)

    assert (found.gap, found.share, found.band) == (2.0, 0.5, Band.MATERIAL)
    assert (found.blind_sponsor, found.blind_provider) == (2.0, 0.0)
    assert not found.is_uncertain


def test_the_gap_has_a_sign() -> None:
    assert scale_gap(profile([5, 5, 5]), profile([2, 2, 2]), levels=5).gap == -3.0


def test_one_or_two_raters_are_never_shown() -> None:
    assert side_profile([3, 3], [3, 3, 3], 5) is None
    assert profile([3, 3, 3], [4, 4]).view_of_other is None


def test_raters_who_see_it_differently_have_no_agreed_profile() -> None:
    """Levels 1, 3, 5: variance 4 against 2 of pure chance."""
    assert profile([1, 3, 5]).agreement == 0.0
    assert profile([3, 3, 4]).agreement == pytest.approx(1 - (1 / 3) / 2)
    assert profile([3, 3, 4]).is_agreed
    assert scale_gap(profile([1, 3, 5]), profile([3, 3, 3]), levels=5).is_uncertain


@pytest.mark.parametrize(
    ("share", "bounds", "band"),
    [
        (0.0, FIVE_POINTS, Band.ALIGNED),
        (0.25, FIVE_POINTS, Band.MINOR),
        (0.5, FIVE_POINTS, Band.MATERIAL),
        (0.75, FIVE_POINTS, Band.CRITICAL),
        (1 / 6, SEVEN_POINTS, Band.MINOR),
        (1 / 3, SEVEN_POINTS, Band.MATERIAL),
        (0.5, SEVEN_POINTS, Band.CRITICAL),
        (1.0, SEVEN_POINTS, Band.CRITICAL),
    ],
)
def test_bands(share: float, bounds: Bounds, band: Band) -> None:
    assert band_of(share, bounds) is band


def test_a_match_at_the_silent_end_warns() -> None:
    silent = scale_gap(profile([5, 5, 4]), profile([5, 4, 5]), levels=5, silent_from=4)
    apart = scale_gap(profile([5, 5, 5]), profile([4, 4, 4]), levels=5, silent_from=4)
    open_end = scale_gap(profile([1, 1, 1]), profile([1, 1, 1]), levels=5, silent_from=4)

    assert silent.is_silent_match
    assert not apart.is_silent_match
    assert not open_end.is_silent_match


def test_bounds_rise() -> None:
    with pytest.raises(ValueError, match="rise"):
        Bounds(0.5, 0.4, 0.9)


def test_preparedness_is_a_share_of_what_is_required() -> None:
    assert preparedness(3, 4) == 0.75
    assert preparedness(0, 0) is None
    with pytest.raises(ValueError, match="between"):
        preparedness(5, 4)


@given(
    st.lists(st.integers(1, 7), min_size=3, max_size=9), st.lists(st.integers(1, 7), min_size=3, max_size=9)
)
def test_turning_the_sides_turns_the_sign_and_nothing_else(ours: list[int], theirs: list[int]) -> None:
    one = scale_gap(profile(ours, theirs, 7), profile(theirs, ours, 7), levels=7)
    other = scale_gap(profile(theirs, ours, 7), profile(ours, theirs, 7), levels=7)

    assert one.gap == -other.gap
    assert (one.band, one.share) == (other.band, other.share)
    assert 0.0 <= one.share <= 1.0
    assert one.blind_sponsor == other.blind_provider == 0.0
