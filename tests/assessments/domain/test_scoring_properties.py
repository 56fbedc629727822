"""What holds for every questionnaire and every set of answers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.domain.questionnaire import GivenAnswer, Questionnaire
from assessments.domain.result_codec import result_from_json, result_to_json
from assessments.domain.results import QuestionState, ScoreResult
from tests.assessments.domain.builders import (
    BEST,
    VALUES,
    WORST,
    answer,
    answered_sheets,
    kind_of,
    question,
    reweighted,
    scored,
    section,
    sheets,
)

Filled = tuple[Questionnaire, list[GivenAnswer]]


def close(one: ScoreResult, other: ScoreResult) -> bool:
    pairs = [(one.low, other.low), (one.high, other.high), (one.observed, other.observed)]
    return all(a == pytest.approx(b, abs=1e-9) if a is not None else b is None for a, b in pairs)


@given(answered_sheets())
def test_bounds_enclose_the_observed_score(filled: Filled) -> None:
    result = scored(filled[0], *filled[1])
    if result.observed is not None:
        assert result.low is not None
        assert result.high is not None
        assert 0 <= result.low <= result.observed <= result.high <= 1


@given(answered_sheets())
def test_effective_weights_sum_to_one_or_nothing_is_said(filled: Filled) -> None:
    result = scored(filled[0], *filled[1])
    total = math.fsum(item.weight for item in result.questions)
    assert total == pytest.approx(0.0 if result.low is None else 1.0, abs=1e-12)


@given(answered_sheets())
def test_high_is_low_plus_what_is_missing(filled: Filled) -> None:
    result = scored(filled[0], *filled[1])
    if result.low is not None and result.high is not None:
        assert result.high - result.low == pytest.approx(1 - result.coverage, abs=1e-12)


@given(answered_sheets(), st.floats(0.001, 1000))
def test_scaling_the_weights_of_a_section_changes_nothing(filled: Filled, factor: float) -> None:
    sheet, answers = filled
    assert close(scored(sheet, *answers), scored(reweighted(sheet, factor, "s0"), *answers))


@given(answered_sheets(), st.floats(0.001, 1000))
def test_scaling_all_section_weights_changes_nothing(filled: Filled, factor: float) -> None:
    sheet, answers = filled
    scaled = tuple(replace(item, weight=item.weight * factor) for item in sheet.sections)
    assert close(scored(sheet, *answers), scored(replace(sheet, sections=scaled), *answers))


@given(sheets())
def test_all_best_is_one_and_all_worst_is_zero(sheet: Questionnaire) -> None:
    best = scored(sheet, *(answer(item.key, BEST[kind_of(item.key)]) for item in sheet.questions))
    worst = scored(sheet, *(answer(item.key, WORST[kind_of(item.key)]) for item in sheet.questions))
    assert (best.low, best.observed, best.high) in {(1.0, 1.0, 1.0), (None, None, None)}
    assert (worst.low, worst.observed, worst.high) in {(0.0, 0.0, 0.0), (None, None, None)}


@given(sheets())
def test_nothing_answered_leaves_everything_open(sheet: Questionnaire) -> None:
    result = scored(sheet)
    assert result.observed is None
    assert (result.low, result.high) in {(0.0, 1.0), (None, None)}


@given(answered_sheets(), st.data())
def test_raising_a_value_never_lowers_the_score(filled: Filled, data: st.DataObject) -> None:
    sheet, answers = filled
    key = data.draw(st.sampled_from([item.key for item in sheet.questions]))
    others = [item for item in answers if item.question_key != key]
    before = scored(sheet, *others, answer(key, data.draw(VALUES[kind_of(key)])))
    after = scored(sheet, *others, answer(key, BEST[kind_of(key)]))
    assert before.low is None or (after.low or 0) >= before.low - 1e-12


@given(answered_sheets(), st.data())
def test_answering_never_widens_the_range(filled: Filled, data: st.DataObject) -> None:
    sheet, answers = filled
    before = scored(sheet, *answers)
    missing = [item.key for item in before.questions if item.state is QuestionState.MISSING]
    assume(missing)
    key = data.draw(st.sampled_from(missing))
    after = scored(sheet, *answers, answer(key, data.draw(VALUES[kind_of(key)])))
    if before.low is not None and before.high is not None:
        assert after.low is not None
        assert after.high is not None
        assert after.low >= before.low - 1e-12
        assert after.high <= before.high + 1e-12


@given(answered_sheets(), st.data())
def test_a_question_of_weight_zero_is_irrelevant(filled: Filled, data: st.DataObject) -> None:
    sheet, answers = filled
    first = sheet.sections[0]
    extra = replace(first, questions=(*first.questions, question("percentage-extra", weight=0)))
    grown = replace(sheet, sections=(extra, *sheet.sections[1:]))
    given_answers = [*answers, answer("percentage-extra", data.draw(VALUES["percentage"]))]
    assert close(scored(sheet, *answers), scored(grown, *given_answers))


@given(answered_sheets(), st.randoms())
def test_the_order_of_answers_and_questions_is_irrelevant(filled: Filled, random: st.DataObject) -> None:
    sheet, answers = filled
    shuffled, sections = list(answers), list(sheet.sections)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(sections)  # type: ignore[attr-defined]
    turned = tuple(replace(item, questions=item.questions[::-1]) for item in sections)
    one, other = scored(sheet, *answers), scored(replace(sheet, sections=turned), *shuffled)
    assert (one.low, one.high, one.observed, one.coverage) == (
        other.low,
        other.high,
        other.observed,
        other.coverage,
    )


@given(answered_sheets())
def test_what_does_not_apply_leaves_its_weight_to_its_siblings(filled: Filled) -> None:
    sheet, answers = filled
    result = scored(sheet, *answers)
    gone = {item.key for item in result.questions if item.state is QuestionState.NOT_APPLICABLE}
    kept = tuple(
        section(item.key, *(q for q in item.questions if q.key not in gone), weight=item.weight)
        for item in sheet.sections
    )
    assert close(result, scored(replace(sheet, sections=kept), *answers))


@given(answered_sheets())
def test_a_result_survives_storing(filled: Filled) -> None:
    result = scored(filled[0], *filled[1])
    assert result_from_json(result_to_json(result)) == result
