"""Competition ranks, and the ranks that open scores still allow."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.ranking import RankRange, competition_ranks, possible_ranks

scores = st.lists(st.integers(0, 20).map(lambda n: n / 20), min_size=1, max_size=6)
spans = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda pair: (pair[0] / 10, sum(pair) / 10)),
    min_size=1,
    max_size=4,
)


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    assert competition_ranks([0.215, 0.22, 0.22]) == [3, 1, 1]


def test_noise_of_the_ninth_digit_is_a_tie_and_more_is_not() -> None:
    assert competition_ranks([0.5, 0.5 + 9e-10]) == [1, 1]
    assert competition_ranks([0.5, 0.5 + 2e-9]) == [2, 1]
    assert competition_ranks([0.1 + 0.2, 0.3]) == [1, 1]


def test_no_score_is_no_rank() -> None:
    assert competition_ranks([None, 0.4, None, 0.6]) == [None, 2, None, 1]
    assert competition_ranks([]) == []


def test_open_scores_allow_a_range_of_ranks() -> None:
    ranges = possible_ranks([0.7, 0.4, 0.1], [0.8, 0.75, 0.3])
    assert ranges == [RankRange(1, 2), RankRange(1, 2), RankRange(3, 3)]


def test_exact_ties_are_sure() -> None:
    assert possible_ranks([0.5, 0.5], [0.5, 0.5]) == [RankRange(1, 1), RankRange(1, 1)]


def test_without_bounds_there_is_no_range_and_no_rival() -> None:
    assert possible_ranks([None, 0.2], [None, 0.4]) == [None, RankRange(1, 1)]


def test_a_rival_that_may_drop_out_cannot_spoil_the_best_rank() -> None:
    assert possible_ranks([0.9, 0.2], [0.9, 0.4], sure=[0.2])[1] == RankRange(1, 2)


@given(scores, st.permutations(range(6)))
def test_order_is_irrelevant(values: list[float], order: list[int]) -> None:
    places = [place for place in order if place < len(values)]
    ranks = competition_ranks(values)
    assert competition_ranks([values[place] for place in places]) == [ranks[place] for place in places]


@given(scores)
def test_a_rank_is_one_more_than_the_number_above(values: list[float]) -> None:
    expected = [1 + sum(other > value for other in values) for value in values]
    assert competition_ranks(values) == expected


@given(spans)
def test_the_range_holds_exactly_the_ranks_that_can_happen(ends: list[tuple[float, float]]) -> None:
    reached: list[set[int]] = [set() for _ in ends]
    for final in product(*ends):
        for place, rank in enumerate(competition_ranks(final)):
            assert rank is not None
            reached[place].add(rank)
    ranges = possible_ranks([low for low, _ in ends], [high for _, high in ends])
    assert [(r.best, r.worst) for r in ranges if r] == [(min(seen), max(seen)) for seen in reached]
