"""What of a result is shown to the provider: sections and questions in words and scores, nothing internal."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.domain.questionnaire import Questionnaire, Section
from assessments.domain.results import QuestionState, ScoreResult


@dataclass(frozen=True)
class ReleasedQuestion:
    """One question: its own score in [0, 1], and what was answered, in words."""

    key: str
    number: str
    text: str
    score: float | None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReleasedSection:
    """One section with its own score."""

    title: str
    score: float | None
    questions: tuple[ReleasedQuestion, ...] = ()


# Who answered as a side, never by name, and what was said.
Said = Mapping[str, tuple[tuple[str, str], ...]]


def released(
    questionnaire: Questionnaire, result: ScoreResult, said: Said | None
) -> tuple[ReleasedSection, ...]:
    """The sections of a result; their questions only where answers are shown too."""
    return tuple(_sections(questionnaire, result, said or {}))


def to_json(sections: Iterable[ReleasedSection]) -> dict[str, Any]:
    """As it is kept."""
    return {"sections": [asdict(section) for section in sections]}


def from_json(content: Mapping[str, Any]) -> tuple[ReleasedSection, ...]:
    """As it was kept."""
    return tuple(_section(row) for row in content["sections"])


def _sections(questionnaire: Questionnaire, result: ScoreResult, said: Said) -> Iterable[ReleasedSection]:
    sections = {section.key: section for section in result.sections}
    for number, section in enumerate(questionnaire.sections, start=1):
        found = sections.get(section.key)
        if found is not None:
            asked = tuple(_questions(number, section, result, said))
            yield ReleasedSection(section.title, found.observed, asked)


def _questions(number: int, section: Section, result: ScoreResult, said: Said) -> Iterable[ReleasedQuestion]:
    scores = {question.key: question for question in result.questions}
    for place, question in enumerate(section.questions, start=1):
        scored, words = scores.get(question.key), said.get(question.key)
        if words and scored is not None and scored.state is not QuestionState.HIDDEN:
            yield ReleasedQuestion(question.key, f"{number}.{place}", question.text, scored.value, words)


def _section(row: Mapping[str, Any]) -> ReleasedSection:
    questions = (
        ReleasedQuestion(**{**each, "answers": tuple((who, what) for who, what in each["answers"])})
        for each in row["questions"]
    )
    return ReleasedSection(row["title"], row["score"], tuple(questions))
