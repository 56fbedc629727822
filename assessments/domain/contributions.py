"""Why this score? Where it differs from the median of the peers, or from one other provider."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from assessments.domain.results import QuestionScore, ScoreResult


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one question adds to the distance from the reference; points in [-1, 1].

    `reference` is the median value of the peers that answered, None where none did.
    """

    question_key: str
    section_key: str
    weight: float
    value: float
    reference: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Contributions whose sum is `total`, exactly; `sections` adds them up by section key."""

    contributions: tuple[Contribution, ...]
    sections: tuple[tuple[str, float], ...]
    total: float


@dataclass(frozen=True, slots=True)
class QuestionDifference:
    """What one question adds to the distance between two providers.

    `answers` comes from different answers, `applicability` from different weights, because
    something does not apply for one of them.
    """

    question_key: str
    section_key: str
    answers: float
    applicability: float

    @property
    def points(self) -> float:
        """Return both parts together."""
        return self.answers + self.applicability


@dataclass(frozen=True, slots=True)
class Difference:
    """The distance of two lower bounds, question by question; the parts sum to `total`."""

    questions: tuple[QuestionDifference, ...]
    answers: float
    applicability: float
    total: float


def explain(own: ScoreResult, peers: Sequence[ScoreResult]) -> Explanation:
    """Explain a score against its peers: C_j = ω_j (v_j - m_j).

    m_j is the median value of the eligible peers (the caller's choice) that answered
    question j. The sum is exactly the distance from a provider with median answers to the
    same questions. A question that no peer answered contributes 0.
    """
    answers = _answers_of(peers)
    parts = tuple(
        _contribution(question, question.value, answers.get(question.key, []))
        for question in own.questions
        if question.value is not None and question.weight > 0
    )
    return Explanation(parts, _by_section(parts), math.fsum(part.points for part in parts))


def strongest(
    contributions: Iterable[Contribution], count: int = 3
) -> tuple[tuple[Contribution, ...], tuple[Contribution, ...]]:
    """Return the strongest contributions upwards and downwards, at most `count` each way."""
    ordered = sorted(contributions, key=lambda part: (part.points, part.question_key))
    up = [part for part in reversed(ordered) if part.points > 0]
    down = [part for part in ordered if part.points < 0]
    return tuple(up[:count]), tuple(down[:count])


def compare(one: ScoreResult, other: ScoreResult) -> Difference:
    """Split the distance of two lower bounds on the same questionnaire: Σ ω̄ Δv + Σ v̄ Δω.

    Bars are means of both, Δ is one minus other. What is missing counts as 0, as in the
    lower bound; where a question does not apply for one, the other's value stands for both,
    so that all of its effect is one of applicability. Raises ValueError for different
    questionnaires.
    """
    if [q.key for q in one.questions] != [q.key for q in other.questions]:
        raise ValueError("only scores of the same questionnaire can be compared")
    parts = tuple(_difference(a, b) for a, b in zip(one.questions, other.questions, strict=True))
    answers = math.fsum(part.answers for part in parts)
    applicability = math.fsum(part.applicability for part in parts)
    return Difference(parts, answers, applicability, answers + applicability)


def _answers_of(peers: Iterable[ScoreResult]) -> dict[str, list[float]]:
    answers: dict[str, list[float]] = {}
    for peer in peers:
        for question in peer.questions:
            if question.value is not None:
                answers.setdefault(question.key, []).append(question.value)
    return answers


def _contribution(question: QuestionScore, value: float, peers: Sequence[float]) -> Contribution:
    reference = median(peers) if peers else None
    points = 0.0 if reference is None else question.weight * (value - reference)
    place = (question.key, question.section_key)
    return Contribution(*place, question.weight, value, reference, points)


def _by_section(parts: Iterable[Contribution]) -> tuple[tuple[str, float], ...]:
    grouped: dict[str, list[float]] = {}
    for part in parts:
        grouped.setdefault(part.section_key, []).append(part.points)
    return tuple((key, math.fsum(points)) for key, points in grouped.items())


def _difference(one: QuestionScore, other: QuestionScore) -> QuestionDifference:
    mine = (one.value or 0.0) if one.weight > 0 else (other.value or 0.0)
    theirs = (other.value or 0.0) if other.weight > 0 else mine
    answers = (one.weight + other.weight) / 2 * (mine - theirs)
    applicability = (mine + theirs) / 2 * (one.weight - other.weight)
    return QuestionDifference(one.key, one.section_key, answers, applicability)
