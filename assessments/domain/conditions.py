"""Conditional questions: which are asked, and which conditions cannot work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assessments.domain.counting import HIDDEN, Counted
from assessments.domain.formats import Mirror, Text
from assessments.domain.questionnaire import Condition, Question, Questionnaire, Rule
from assessments.domain.results import QuestionState
from assessments.domain.rules import matches

UNDECIDED = frozenset({QuestionState.MISSING, QuestionState.AWAITING_RATING})


@dataclass(frozen=True, slots=True)
class ConditionFault:
    """Why a question's condition cannot work."""

    question_key: str
    code: str
    sentence: str


def count_visible(questionnaire: Questionnaire, count: Callable[[Question], Counted]) -> dict[str, Counted]:
    """Count every question in order; one whose condition is known to fail is hidden.

    While the earlier question is unanswered, the later one stays open (missing): what might
    still be asked is never scored away.
    """
    counted: dict[str, Counted] = {}
    for question in questionnaire.questions:
        hidden = is_hidden(question.condition, counted)
        counted[question.key] = HIDDEN if hidden else count(question)
    return counted


def is_hidden(condition: Condition | None, counted: Mapping[str, Counted]) -> bool:
    """Tell whether what has been counted so far rules the question out."""
    if condition is None or condition.question_key not in counted:
        return False
    earlier = counted[condition.question_key]
    if earlier.state in UNDECIDED:
        return False
    compared = (earlier.value,) if condition.rule is Rule.VALUE_BELOW else earlier.raws
    return not any(matches(condition.rule, condition.operand, raw) for raw in compared)


def condition_faults(questionnaire: Questionnaire) -> Iterator[ConditionFault]:
    """Yield every condition that names an unknown, later, circular or unusable question."""
    earlier: set[str] = set()
    for question in questionnaire.questions:
        if question.condition is not None:
            yield from _faults(question, question.condition, questionnaire, earlier)
        earlier.add(question.key)


def _faults(
    question: Question, condition: Condition, questionnaire: Questionnaire, earlier: set[str]
) -> Iterator[ConditionFault]:
    target = questionnaire.by_key.get(condition.question_key)
    if target is None:
        text = "The condition names a question that does not exist."
        yield ConditionFault(question.key, "condition_unknown", text)
    elif _in_circle(question, questionnaire):
        text = "The condition depends on itself in a circle."
        yield ConditionFault(question.key, "condition_circle", text)
    elif target.key not in earlier:
        text = "The condition names a question that is asked later."
        yield ConditionFault(question.key, "condition_later", text)
    elif isinstance(target.format, Mirror | Text):
        text = "A condition cannot rest on a mirrored scale or a text."
        yield ConditionFault(question.key, "condition_unusable", text)


def _in_circle(question: Question, questionnaire: Questionnaire) -> bool:
    seen = {question.key}
    condition = question.condition
    while condition is not None:
        if condition.question_key == question.key:
            return True
        if condition.question_key in seen:
            return False
        seen.add(condition.question_key)
        target = questionnaire.by_key.get(condition.question_key)
        condition = target.condition if target else None
    return False
