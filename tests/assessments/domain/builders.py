"""Short ways to build questionnaires and answers, and Hypothesis strategies for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    Number,
    Option,
    Percentage,
    Point,
    Scale,
    YesNo,
)
from assessments.domain.questionnaire import (
    AnswerState,
    AnswerValue,
    GivenAnswer,
    Perspective,
    Question,
    Questionnaire,
    Section,
    Side,
)
from assessments.domain.results import ScoreResult
from assessments.domain.scoring import score

TODAY = date(2026, 11, 23)
LINE = (Point(0, 0.0), Point(100, 1.0))


def question(key: str, answer_format: AnswerFormat | None = None, weight: float = 1, **more: Any) -> Question:
    return Question(key, f"Question {key}?", answer_format or Percentage(LINE), weight, **more)


def section(key: str, *questions: Question, weight: float = 1, **more: Any) -> Section:
    return Section(key, key.title(), weight, questions, **more)


def questionnaire(*sections: Section) -> Questionnaire:
    return Questionnaire("sample", 1, sections)


def of(*questions: Question) -> Questionnaire:
    return questionnaire(section("only", *questions))


def answer(
    key: str,
    value: AnswerValue,
    side: Side = Side.EVALUATOR,
    party: str = "one",
    perspective: Perspective = Perspective.OWN,
) -> GivenAnswer:
    return GivenAnswer(key, side, party, perspective, AnswerState.ANSWERED, value)


def not_applicable(key: str, side: Side = Side.EVALUATOR) -> GivenAnswer:
    return GivenAnswer(key, side, "one", Perspective.OWN, AnswerState.NOT_APPLICABLE, None)


def scored(sheet: Questionnaire, *answers: GivenAnswer) -> ScoreResult:
    return score(sheet, answers, reference=TODAY)


def reweighted(sheet: Questionnaire, factor: float, key: str) -> Questionnaire:
    """Multiply the raw weights of all questions in one section."""
    sections = tuple(
        replace(
            item,
            questions=tuple(
                replace(question, weight=question.weight * factor) for question in item.questions
            ),
        )
        if item.key == key
        else item
        for item in sheet.sections
    )
    return replace(sheet, sections=sections)


FORMATS: dict[str, AnswerFormat] = {
    "scale": Scale(5),
    "reverse": Scale(7, reverse=True),
    "yes_no": YesNo(preferred=False, partly=True),
    "choice": Choice((Option("a", "A", 0.0), Option("b", "B", 0.4), Option("c", "C", 1.0))),
    "number": Number((Point(-5, 1.0), Point(0, 0.5), Point(20, 0.0))),
    "percentage": Percentage(LINE),
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "scale": st.integers(1, 5),
    "reverse": st.integers(1, 7),
    "yes_no": st.sampled_from(["yes", "no", "partly"]),
    "choice": st.sampled_from(["a", "b", "c"]),
    "number": st.floats(-50, 50),
    "percentage": st.floats(0, 100),
}
BEST: dict[str, AnswerValue] = {
    "scale": 5, "reverse": 1, "yes_no": "no", "choice": "c", "number": -5, "percentage": 100
}  # fmt: skip
WORST: dict[str, AnswerValue] = {
    "scale": 1, "reverse": 7, "yes_no": "yes", "choice": "a", "number": 20, "percentage": 0
}  # fmt: skip
raw_weights = st.one_of(st.just(0.0), st.floats(0.001, 1000))


@st.composite
def sheets(draw: st.DrawFn) -> Questionnaire:
    """Questionnaires of one to four sections with up to six questions of any plain kind."""
    sections = []
    for place in range(draw(st.integers(1, 4))):
        kinds = draw(st.lists(st.sampled_from(sorted(FORMATS)), min_size=1, max_size=6))
        questions = [
            question(f"{kind}-{place}-{number}", FORMATS[kind], draw(raw_weights))
            for number, kind in enumerate(kinds)
        ]
        sections.append(section(f"s{place}", *questions, weight=draw(raw_weights)))
    return questionnaire(*sections)


def kind_of(key: str) -> str:
    return key.split("-", maxsplit=1)[0]


@st.composite
def answered_sheets(draw: st.DrawFn) -> tuple[Questionnaire, list[GivenAnswer]]:
    """A questionnaire with each question answered, not applicable, or left open."""
    sheet = draw(sheets())
    answers = []
    for item in sheet.questions:
        state = draw(st.sampled_from(["answered", "answered", "open", "not_applicable"]))
        if state == "answered":
            answers.append(answer(item.key, draw(VALUES[kind_of(item.key)])))
        elif state == "not_applicable":
            answers.append(not_applicable(item.key))
    return sheet, answers
