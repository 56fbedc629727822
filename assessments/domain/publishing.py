"""May a questionnaire be published? Every problem, with its place and a sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assessments.domain.conditions import condition_faults
from assessments.domain.format_rules import faults
from assessments.domain.formats import Choice, is_scored, plain
from assessments.domain.knockout_rules import knockout_faults
from assessments.domain.measures import measure_faults
from assessments.domain.questionnaire import Question, Questionnaire, Section, asked_of


class Severity(StrEnum):
    """An error stops publishing; a warning is shown and may be meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; `where` is a question's or section's key, empty for the whole."""

    where: str
    code: str
    sentence: str
    severity: Severity = Severity.ERROR


def check(questionnaire: Questionnaire) -> list[Problem]:
    """Return every problem of a questionnaire, errors first; no error means publishable."""
    problems = [
        *_whole_problems(questionnaire),
        *(problem for section in questionnaire.sections for problem in _section_problems(section)),
        *(problem for question in questionnaire.questions for problem in _question_problems(question)),
        *(Problem(f.question_key, f.code, f.sentence) for f in condition_faults(questionnaire)),
    ]
    return sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)


def is_publishable(questionnaire: Questionnaire) -> bool:
    """Tell whether nothing stops publishing."""
    return not any(problem.severity is Severity.ERROR for problem in check(questionnaire))


def _whole_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.questions:
        yield Problem("", "no_questions", "There is no question yet.")
    for key in _repeated([question.key for question in questionnaire.questions]):
        yield Problem(key, "question_twice", "Two questions have the same key.")
    for key in _repeated([section.key for section in questionnaire.sections]):
        yield Problem(key, "section_twice", "Two sections have the same key.")
    if questionnaire.questions and not any(_earns(section) for section in questionnaire.sections):
        text = "Nothing counts: give at least one question and its section a weight above 0."
        yield Problem("", "no_weight", text)


def _section_problems(section: Section) -> Iterator[Problem]:
    if not _is_weight(section.weight):
        yield Problem(section.key, "weight_invalid", "A weight is 0 or more.")
    if not section.questions:
        text = "This section has no question."
        yield Problem(section.key, "section_empty", text, Severity.WARNING)
    if section.minimum is not None and not 0 <= section.minimum <= 1:
        yield Problem(section.key, "minimum_outside", "A minimum lies between 0 and 100.")


def _question_problems(question: Question) -> Iterator[Problem]:
    if not question.text.strip():
        yield Problem(question.key, "text_missing", "The question has no wording.")
    if not _is_weight(question.weight):
        yield Problem(question.key, "weight_invalid", "A weight is 0 or more.")
    elif question.weight > 0 and not is_scored(question.format):
        text = "This question has a weight, but its answers are worth nothing. Set the weight to 0."
        yield Problem(question.key, "weight_unscored", text)
    if not asked_of(question) and question.format.type != "measured":
        yield Problem(question.key, "asked_of_nobody", "Nobody is asked this question.")
    for fault in faults(question.format):
        yield Problem(question.key, fault.code, f"Answer format: {fault.sentence}.")
    for unmeasured in measure_faults(question):
        yield Problem(question.key, unmeasured.code, unmeasured.sentence)
    yield from _option_warnings(question)
    yield from _knockout_problems(question)


def _option_warnings(question: Question) -> Iterator[Problem]:
    choice = plain(question.format)
    if not isinstance(choice, Choice) or not is_scored(choice) or question.weight == 0:
        return
    worth = {option.value for option in choice.options}
    if 0 not in worth:
        text = "No option is worth 0, so the worst answer still earns points."
        yield Problem(question.key, "no_worst_option", text, Severity.WARNING)
    if 1 not in worth:
        text = "No option is worth 100, so nobody can earn all points."
        yield Problem(question.key, "no_best_option", text, Severity.WARNING)


def _knockout_problems(question: Question) -> Iterator[Problem]:
    if question.knockout is None:
        return
    for fault in knockout_faults(question.knockout, question.format):
        yield Problem(question.key, fault.code, f"Knock-out: {fault.sentence}.")
    if question.not_applicable_allowed:
        text = "“Not applicable” will not be offered, because the question is a knock-out."
        yield Problem(question.key, "knockout_not_applicable", text, Severity.WARNING)


def _earns(section: Section) -> bool:
    return section.weight > 0 and any(q.weight > 0 and is_scored(q.format) for q in section.questions)


def _is_weight(weight: float) -> bool:
    return math.isfinite(weight) and weight >= 0


def _repeated(keys: list[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]
