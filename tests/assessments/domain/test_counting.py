"""Whose answer counts, what several people's answers become, and mirrored scales."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.aggregation import aggregate, agreement, is_disputed
from assessments.domain.counting import Counted, count
from assessments.domain.formats import Mirror, Percentage, Scale, Text
from assessments.domain.mirrors import read_mirror
from assessments.domain.questionnaire import (
    Aggregation,
    Applies,
    GivenAnswer,
    Knockout,
    Perspective,
    Question,
    Rule,
    Side,
    asked_of,
)
from assessments.domain.results import QuestionState, WarningCode
from tests.assessments.domain.builders import LINE, TODAY, answer, not_applicable, question

PERCENT = Percentage(LINE)
MIRROR = question("m", Mirror(warn_from=4), not_applicable_allowed=False)
TEXT = question("t", Text(rated=True), sides=frozenset({Side.PROVIDER}))
BOTH = frozenset({Side.SPONSOR, Side.PROVIDER})


def counted(asked: Question, *answers: GivenAnswer) -> Counted:
    return count(asked, answers, reference=TODAY)


def raters(side: Side, *levels: int, key: str = "m") -> list[GivenAnswer]:
    return [answer(key, level, side, f"{side}-{n}") for n, level in enumerate(levels)]


def test_the_order_of_precedence() -> None:
    sides = [Side.CONSENSUS, Side.MEASURED, Side.EVALUATOR, Side.CHECKER, Side.PROVIDER]
    asked = question("x", PERCENT)
    answers = [answer("x", 10 * place, side) for place, side in enumerate(sides, 1)]
    for place, side in enumerate(sides, 1):
        result = counted(asked, *reversed(answers[place - 1 :]))
        assert result.source is side
        assert result.value == pytest.approx(place / 10)


def test_not_applicable_by_a_judge_outweighs_a_respondent() -> None:
    result = counted(question("x"), answer("x", 40, Side.PROVIDER), not_applicable("x"))
    assert result.state is QuestionState.NOT_APPLICABLE


def test_one_answer_outweighs_not_applicable_of_the_same_side() -> None:
    result = counted(question("x"), not_applicable("x"), answer("x", 40, party="two"))
    assert (result.state, result.value) == (QuestionState.ANSWERED, 0.4)


def test_four_ratings_are_averaged_and_five_give_the_median() -> None:
    four = [answer("x", value, party=str(value)) for value in (10, 20, 30, 80)]
    asked = question("x", PERCENT)
    assert counted(asked, *four).value == pytest.approx(0.35)
    assert counted(asked, *four, answer("x", 100, party="five")).value == pytest.approx(0.3)


def test_median_and_lowest_are_properties_of_the_question() -> None:
    three = [answer("x", value, party=str(value)) for value in (10, 20, 90)]
    assert counted(question("x", PERCENT, aggregation=Aggregation.MEDIAN), *three).value == pytest.approx(0.2)
    assert counted(question("x", PERCENT, aggregation=Aggregation.LOWEST), *three).value == pytest.approx(0.1)


def test_each_company_counts_the_same_however_many_answered() -> None:
    asked = question("x", Scale(5), sides=BOTH, aggregation=Aggregation.MEDIAN)
    answers = [*raters(Side.SPONSOR, 5, 5, 5, 5, key="x"), *raters(Side.PROVIDER, 1, key="x")]
    assert counted(asked, *answers).value == pytest.approx(0.5)


def test_in_which_order_answers_are_read_changes_nothing() -> None:
    asked = question("x", Scale(5), sides=BOTH)
    answers = [
        answer("x", level, side, f"{side}-{level}")
        for side in (Side.PROVIDER, Side.SPONSOR)
        for level in (2, 4)
    ]

    read = {counted(asked, *order) for order in permutations(answers)}

    assert [(found.source, found.raws) for found in read] == [(Side.PROVIDER, (2, 4, 2, 4))]


def test_the_lower_of_two_answers_waits_for_both() -> None:
    asked = question("x", Scale(5), sides=BOTH, aggregation=Aggregation.LOWEST)
    ours, theirs = answer("x", 5, Side.SPONSOR), answer("x", 2, Side.PROVIDER)
    assert counted(asked, ours).state is QuestionState.MISSING
    assert counted(asked, ours, theirs).value == pytest.approx(0.25)


def test_the_lower_of_two_answers_is_the_only_one_where_the_other_does_not_apply() -> None:
    asked = question("x", Scale(5), sides=BOTH, aggregation=Aggregation.LOWEST)
    ours, theirs = answer("x", 5, Side.SPONSOR), not_applicable("x", Side.PROVIDER)
    assert counted(asked, ours, theirs).value == 1.0


def test_half_the_range_apart_is_disputed() -> None:
    asked = question("x", Scale(5))
    near = counted(asked, *raters(Side.EVALUATOR, 2, 3, key="x"))
    far = counted(asked, *raters(Side.EVALUATOR, 2, 4, key="x"))
    assert (near.disputed, near.warnings) == (False, ())
    assert (far.disputed, far.warnings) == (True, (WarningCode.DISPUTED,))
    assert far.agreement is not None
    assert (far.agreement.count, far.agreement.low, far.agreement.high) == (2, 0.25, 0.75)


def test_consensus_settles_a_dispute() -> None:
    settled = answer("x", 4, Side.CONSENSUS)
    result = counted(question("x", Scale(5)), *raters(Side.EVALUATOR, 1, 5, key="x"), settled)
    assert (result.value, result.disputed) == (0.75, False)


def test_two_companies_who_differ_are_no_dispute_of_judges() -> None:
    asked = question("x", Scale(5), sides=BOTH)
    result = counted(asked, answer("x", 1, Side.SPONSOR), answer("x", 5, Side.PROVIDER))
    assert not result.disputed


def test_agreement_on_a_scale_uses_its_raw_levels() -> None:
    found = agreement([0.25, 0.5, 0.75], [2, 3, 4], 5)
    assert found is not None
    assert found.r_wg == pytest.approx(0.5)
    assert found.deviation == pytest.approx(0.25)


def test_agreement_elsewhere_uses_values() -> None:
    found = agreement([0.4, 0.5, 0.6], [], 0)
    assert found is not None
    assert found.r_wg == pytest.approx(0.88)


def test_agreement_is_clipped_and_needs_two() -> None:
    found = agreement([0.0, 1.0], [1, 5], 5)
    assert found is not None
    assert found.r_wg == 0.0
    assert agreement([0.5], [3], 5) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.sampled_from(Aggregation))
def test_one_value_lies_among_the_values(values: list[float], aggregation: Aggregation) -> None:
    assert min(values) - 1e-12 <= aggregate(values, aggregation) <= max(values) + 1e-12
    assert is_disputed(values) == (max(values) - min(values) >= 0.5 - 1e-9)


def test_a_text_without_rating_awaits_one() -> None:
    written = answer("t", "We would begin with …", Side.PROVIDER)
    assert counted(TEXT, written).state is QuestionState.AWAITING_RATING
    rated = counted(TEXT, written, answer("t", 4))
    assert (rated.state, rated.value, rated.source) == (QuestionState.ANSWERED, 0.75, Side.EVALUATOR)


def test_an_evaluator_may_find_that_a_text_does_not_apply() -> None:
    result = counted(TEXT, answer("t", "…", Side.PROVIDER), not_applicable("t"))
    assert result.state is QuestionState.NOT_APPLICABLE


def test_a_plain_text_is_kept_and_not_scored() -> None:
    result = counted(question("t", Text()), answer("t", "as told"))
    assert (result.state, result.value) == (QuestionState.UNSCORED, None)


@pytest.mark.parametrize(
    ("sponsor", "provider", "value"),
    [
        ((1, 2, 3), (2, 2, 2), 1.0),
        ((1, 1, 1), (5, 5, 5), 0.0),
        ((2, 2, 3), (3, 4, 4), 0.5),
        ((1, 1, 5), (2, 2, 2), 0.75),
    ],
)
def test_a_mirror_scores_the_distance_of_medians(
    sponsor: tuple[int, ...], provider: tuple[int, ...], value: float
) -> None:
    answers = [*raters(Side.SPONSOR, *sponsor), *raters(Side.PROVIDER, *provider)]
    assert counted(MIRROR, *answers).value == pytest.approx(value)


def test_a_mirror_with_too_few_raters_is_missing_and_says_so() -> None:
    result = counted(MIRROR, *raters(Side.SPONSOR, 2, 2, 2), *raters(Side.PROVIDER, 2, 2))
    assert (result.state, result.value) == (QuestionState.MISSING, None)
    assert result.warnings == (WarningCode.TOO_FEW_RATERS,)


def test_a_match_at_the_silent_end_warns() -> None:
    silent = counted(MIRROR, *raters(Side.SPONSOR, 4, 4, 4), *raters(Side.PROVIDER, 5, 5, 5))
    heard = counted(MIRROR, *raters(Side.SPONSOR, 3, 3, 3), *raters(Side.PROVIDER, 5, 5, 5))
    assert silent.warnings == (WarningCode.SILENT_END,)
    assert heard.warnings == ()


def test_how_one_sees_the_other_does_not_count_as_a_rater() -> None:
    seen = [answer("m", 1, Side.SPONSOR, f"p{n}", Perspective.OTHER) for n in range(3)]
    assert counted(MIRROR, *seen, *raters(Side.PROVIDER, 1, 1, 1)).state is QuestionState.MISSING


def test_the_gap_has_a_direction() -> None:
    mirror = Mirror()
    reading = read_mirror(mirror, [*raters(Side.SPONSOR, 4, 4, 4), *raters(Side.PROVIDER, 2, 3, 2)])
    assert (reading.sponsor, reading.provider, reading.gap) == (4, 2, -2)


def test_a_mirror_is_not_applicable_only_when_both_sides_say_so() -> None:
    asked = question("m", Mirror())
    both = [not_applicable("m", Side.SPONSOR), not_applicable("m", Side.PROVIDER)]
    assert counted(asked, both[0]).state is QuestionState.MISSING
    assert counted(asked, *both).state is QuestionState.NOT_APPLICABLE


def test_not_applicable_does_not_count_on_a_knock_out() -> None:
    knockout = Knockout(Rule.BELOW, 10, Applies.ALWAYS, "Too low")
    assert counted(question("x", knockout=knockout), not_applicable("x")).state is QuestionState.MISSING


def test_who_is_asked() -> None:
    assert asked_of(MIRROR) == BOTH
    assert asked_of(TEXT) == {Side.PROVIDER, Side.EVALUATOR}
    assert asked_of(question("x", sides=frozenset({Side.CHECKER}))) == {Side.CHECKER}
