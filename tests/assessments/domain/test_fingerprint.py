"""A score names its inputs, and the same inputs give the same score."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.fingerprint import (
    ENGINE_VERSION,
    answers_from_inputs,
    canonical_inputs,
    digest,
    questionnaire_digest,
    reference_of,
)
from assessments.domain.formats import Text
from assessments.domain.questionnaire import GivenAnswer, Questionnaire, Side
from assessments.domain.questionnaire_codec import questionnaire_from_json, questionnaire_to_json
from assessments.domain.scoring import score
from tests.assessments.domain.builders import TODAY, answer, answered_sheets, of, question, sheets

Filled = tuple[Questionnaire, list[GivenAnswer]]
SHEET = of(question("x"), question("t", Text(), 0))


def hashed(*answers: GivenAnswer, sheet: Questionnaire = SHEET, day: date = TODAY) -> str:
    return digest(canonical_inputs(sheet, answers, day))


@given(answered_sheets())
def test_inputs_survive_storing_and_give_the_same_score(filled: Filled) -> None:
    sheet, answers = filled
    stored = json.loads(json.dumps(canonical_inputs(sheet, answers, TODAY)))
    again = score(sheet, answers_from_inputs(stored), reference=reference_of(stored))
    assert again == score(sheet, answers, reference=TODAY)
    assert digest(stored) == digest(canonical_inputs(sheet, answers, TODAY))


@given(answered_sheets(), st.randoms())
def test_the_order_of_answers_does_not_change_the_hash(filled: Filled, random: st.DataObject) -> None:
    shuffled = list(filled[1])
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert hashed(*shuffled, sheet=filled[0]) == hashed(*filled[1], sheet=filled[0])


@given(sheets())
def test_a_questionnaire_survives_storing(sheet: Questionnaire) -> None:
    stored = json.loads(json.dumps(questionnaire_to_json(sheet)))
    assert questionnaire_from_json(stored) == sheet
    assert questionnaire_digest(questionnaire_from_json(stored)) == questionnaire_digest(sheet)


def test_whatever_changes_a_score_changes_the_hash() -> None:
    base = hashed(answer("x", 40))
    heavier = of(question("x", weight=2), question("t", Text(), 0))
    assert base != hashed(answer("x", 41))
    assert base != hashed(answer("x", 40, Side.CHECKER))
    assert base != hashed(answer("x", 40), day=date(2026, 11, 24))
    assert base != hashed(answer("x", 40), sheet=heavier)
    assert base != hashed(answer("x", 40), sheet=replace(SHEET, version=2))


def test_inputs_name_engine_template_and_version() -> None:
    inputs = canonical_inputs(SHEET, [], TODAY)
    assert (inputs["engine"], inputs["template"], inputs["version"]) == (ENGINE_VERSION, "sample", 1)
    assert inputs["questionnaire"] == questionnaire_digest(SHEET)
    assert inputs["reference"] == "2026-11-23"


def test_a_known_digest_of_the_questionnaire_is_taken_over() -> None:
    assert canonical_inputs(replace(SHEET, digest="abc"), [], TODAY)["questionnaire"] == "abc"


def test_texts_enter_by_hash_only() -> None:
    inputs = canonical_inputs(SHEET, [answer("t", "in confidence")], TODAY)
    assert "in confidence" not in json.dumps(inputs)
    assert hashed(answer("t", "one")) != hashed(answer("t", "two"))


def test_answers_to_questions_outside_stay_outside() -> None:
    assert hashed(answer("x", 40), answer("price", 1000)) == hashed(answer("x", 40))


def test_the_hash_is_stable_over_releases() -> None:
    assert digest({"b": 1, "a": ["é", 0.1]}) == (
        "e3d8802a1a1e9bf33dcfeabf6a430f311ca51effb436eabb855612daa97a96be"
    )


def test_infinite_numbers_have_no_hash() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest({"x": float("inf")})
