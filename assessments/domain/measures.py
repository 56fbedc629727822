"""Which figure of a roster answers a question, and as what it is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from assessments.domain.formats import (
    YES,
    AnswerFormat,
    AnswerType,
    Measured,
    Number,
    plain,
)
from assessments.domain.questionnaire import MEASURED_BY, AnswerValue, Question, Questionnaire
from providers.domain.attrition.measures import Figure

SOURCES: Final[Mapping[str, Figure]] = MappingProxyType({f"roster.{figure}": figure for figure in Figure})
# What a provider states of these is a claim that the roster can be held against.
CLAIMED: Final = frozenset({Figure.VOLUNTARY_YEAR, Figure.TOTAL_YEAR})
SUITED: Final[Mapping[str, tuple[Figure, ...]]] = MappingProxyType(
    {
        AnswerType.YES_NO: (Figure.HANDED_OVER,),
        AnswerType.PERCENTAGE: (Figure.VOLUNTARY_YEAR, Figure.TOTAL_YEAR, Figure.FIRST_YEAR_LOSS),
        AnswerType.NUMBER: (Figure.VOLUNTARY_CHANGE, Figure.MEDIAN_SERVICE),
    }
)
# As every page tells a share, so that one figure has one wording.
PLACES: Final = 1


@dataclass(frozen=True, slots=True)
class MeasureFault:
    """Why a question cannot be measured as it says."""

    code: str
    sentence: str


def source_of(question: Question) -> str:
    """Return what measures a question, empty where nothing does."""
    if isinstance(question.format, Measured):
        return question.format.source
    marks = sorted(flag for flag in question.flags if flag.startswith(MEASURED_BY))
    return marks[0].removeprefix(MEASURED_BY) if marks else ""


def figure_of(question: Question) -> Figure | None:
    """Return the figure of a roster that answers a question; None where none does."""
    return SOURCES.get(source_of(question))


def measured_questions(questionnaire: Questionnaire) -> Mapping[str, Figure]:
    """Return the questions that a roster answers, by key."""
    found = ((question.key, figure_of(question)) for question in questionnaire.questions)
    return {key: figure for key, figure in found if figure is not None}


def measured_value(figure: Figure, value: float, answer_format: AnswerFormat) -> AnswerValue:
    """Return a figure as an answer: yes, percent, percentage points or years."""
    if figure is Figure.HANDED_OVER:
        return YES
    counted = value if figure is Figure.MEDIAN_SERVICE else value * 100
    inner = plain(answer_format)
    return round(counted) if isinstance(inner, Number) and inner.whole else round(counted, PLACES)


def suited(kind: str) -> tuple[Figure, ...]:
    """Return the figures that can be written down in answers of a kind, named as formats name themselves."""
    return SUITED.get(kind, ())


def measure_faults(question: Question) -> Iterator[MeasureFault]:
    """Tell what is wrong with the mark of a question; other sources of a measured format are not ours."""
    marks = sorted(flag for flag in question.flags if flag.startswith(MEASURED_BY))
    if not marks:
        return
    figure = SOURCES.get(marks[0].removeprefix(MEASURED_BY))
    if len(marks) > 1:
        yield MeasureFault("measured_twice", "Only one figure can answer a question.")
    elif figure is None:
        yield MeasureFault("measured_by_nothing", "Nothing measures what this question names.")
    elif figure not in suited(plain(question.format).type):
        yield MeasureFault("measure_unfit", "What measures this question does not fit its kind of answer.")
