"""How well a score is supported stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.evidence import CONFIDENCE, Grade, Support, support
from assessments.domain.questionnaire import GivenAnswer, Questionnaire
from tests.assessments.domain.builders import answer, answered_sheets, of, question, scored

SHEET = of(question("x", weight=3), question("y", weight=1), question("z", weight=4))


def test_confidence_is_weighted_over_what_is_answered() -> None:
    result = scored(SHEET, answer("x", 80), answer("y", 100))
    found = support(result, {"x": Grade.VERIFIED, "y": Grade.DOCUMENT})
    assert found.confidence == pytest.approx((3 * 1.0 + 1 * 0.6) / 4)
    assert found.adjusted == pytest.approx((3 * 1.0 * 0.8 + 1 * 0.6 * 1.0) / 8)


def test_an_answer_without_a_grade_is_only_told() -> None:
    found = support(scored(SHEET, answer("x", 100)), {})
    assert found.confidence == pytest.approx(0.25)
    assert found.adjusted == pytest.approx(0.375 * 0.25)


def test_the_figures_can_be_replaced() -> None:
    found = support(scored(SHEET, answer("x", 100)), {}, confidence={Grade.TOLD: 0.0})
    assert (found.confidence, found.adjusted) == (0.0, 0.0)


def test_without_answers_nothing_is_said() -> None:
    assert support(scored(SHEET), {"x": Grade.VERIFIED}) == Support(None, None)


@given(answered_sheets(), st.sampled_from(Grade))
def test_one_grade_for_all_is_that_confidence(
    filled: tuple[Questionnaire, list[GivenAnswer]], grade: Grade
) -> None:
    result = scored(filled[0], *filled[1])
    found = support(result, {item.key: grade for item in result.questions})
    if found.confidence is not None and found.adjusted is not None:
        assert found.confidence == pytest.approx(CONFIDENCE[grade])
        assert found.adjusted == pytest.approx(CONFIDENCE[grade] * (result.low or 0))
