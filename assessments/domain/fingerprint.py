"""What a score was computed from, in one canonical form, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from assessments.domain.evidence import NOTHING_PROVEN, Proof, proof_to_json
from assessments.domain.formats import Text
from assessments.domain.json_fields import Json
from assessments.domain.questionnaire import (
    AnswerState,
    AnswerValue,
    GivenAnswer,
    Perspective,
    Questionnaire,
    Side,
)
from assessments.domain.questionnaire_codec import questionnaire_to_json

ENGINE_VERSION = "1.0"

Inputs = dict[str, Json]


def questionnaire_digest(questionnaire: Questionnaire) -> str:
    """Return the SHA-256 (hex) of a questionnaire's content."""
    return digest(questionnaire_to_json(questionnaire))


def canonical_inputs(
    questionnaire: Questionnaire,
    answers: Sequence[GivenAnswer],
    reference: date,
    proof: Proof = NOTHING_PROVEN,
) -> Inputs:
    """Return everything a score depends on, as JSON; equal inputs give equal objects.

    The order of answers is irrelevant. Answers to questions that are not in it (because their
    section is sealed, say) stay out. Texts go in as their hash: what was written does not
    change a score, and the scorecard shall not spread it. The questionnaire goes in by
    template, version and hash (`questionnaire.digest` where the caller set it). What was proven goes in
    where anything was.
    """
    rows = [
        # The enums are texts themselves; asking each for its value would take a tenth of the whole score.
        (a.question_key, a.side, a.party, a.perspective, a.state, _plain(a, questionnaire))
        for a in answers
        if a.question_key in questionnaire.by_key
    ]
    inputs: Inputs = {
        "engine": ENGINE_VERSION,
        "template": questionnaire.template_key,
        "version": questionnaire.version,
        "questionnaire": questionnaire.digest or questionnaire_digest(questionnaire),
        "reference": reference.isoformat(),
        "answers": [list(row) for row in sorted(rows, key=lambda row: (row[:-1], repr(row[-1])))],
    }
    if proof.grades:
        inputs["proof"] = proof_to_json(proof)
    return inputs


def digest(inputs: Mapping[str, Json]) -> str:
    """Return the SHA-256 (hex) of a JSON object, whatever the order of its keys."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def answers_from_inputs(inputs: Mapping[str, Json]) -> tuple[GivenAnswer, ...]:
    """Return the answers of canonical inputs; scoring them again gives the same result."""
    rows = inputs["answers"]
    if not isinstance(rows, list):
        raise TypeError("canonical inputs hold a list of answers")
    return tuple(_answer(row) for row in rows)


def reference_of(inputs: Mapping[str, Json]) -> date:
    """Return the reference date of canonical inputs."""
    return date.fromisoformat(str(inputs["reference"]))


def _answer(row: tuple[str, str, str, str, str, AnswerValue]) -> GivenAnswer:
    key, side, party, perspective, state, value = row
    return GivenAnswer(key, Side(side), party, Perspective(perspective), AnswerState(state), value)


def _plain(answer: GivenAnswer, questionnaire: Questionnaire) -> Json:
    value = answer.value
    if isinstance(value, str):
        question = questionnaire.by_key.get(answer.question_key)
        if question is not None and isinstance(question.format, Text):
            return "sha256:" + hashlib.sha256(value.encode()).hexdigest()
    return list(value) if isinstance(value, tuple) else value
