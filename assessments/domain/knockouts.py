"""Knock-outs stand outside the sum: what they find, and the status that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assessments.domain.counting import Counted
from assessments.domain.questionnaire import (
    Aggregation,
    Applies,
    Knockout,
    Questionnaire,
    Rule,
    Section,
)
from assessments.domain.results import (
    KnockoutFinding,
    KnockoutState,
    QuestionState,
    SectionScore,
    Status,
)
from assessments.domain.rules import matches

TOLERANCE = 1e-9


def findings(
    questionnaire: Questionnaire,
    counted: Mapping[str, Counted],
    sections: Iterable[SectionScore],
) -> tuple[KnockoutFinding, ...]:
    """Return the outcome of every knock-out rule and of every section's minimum."""
    asked = [
        _of_question(question.key, question.knockout, question.aggregation, counted[question.key])
        for question in questionnaire.questions
        if question.knockout is not None
    ]
    minimums = zip(questionnaire.sections, sections, strict=True)
    found = [_of_minimum(section, score) for section, score in minimums]
    return tuple(finding for finding in (*asked, *found) if finding is not None)


def status_of(found: Iterable[KnockoutFinding]) -> Status:
    """Return the status that the given findings leave; gates never exclude."""
    states = {finding.state for finding in found if finding.applies is not Applies.GATE}
    if KnockoutState.TRIGGERED in states:
        return Status.EXCLUDED
    return Status.PENDING if KnockoutState.PENDING in states else Status.ELIGIBLE


def always(found: Iterable[KnockoutFinding]) -> Iterator[KnockoutFinding]:
    """Yield the findings that hold in every project."""
    return (finding for finding in found if finding.applies is Applies.ALWAYS)


def state_of(knockout: Knockout, aggregation: Aggregation, counted: Counted) -> KnockoutState:
    """Return whether one rule bites on what counts; what raters dispute or are divided on is pending."""
    if counted.state in (QuestionState.HIDDEN, QuestionState.NOT_APPLICABLE):
        return KnockoutState.CLEAR
    if counted.disputed or counted.state not in (QuestionState.ANSWERED, QuestionState.UNSCORED):
        return KnockoutState.PENDING
    compared = (counted.value,) if knockout.rule is Rule.VALUE_BELOW else counted.raws
    bites = [matches(knockout.rule, knockout.operand, raw) for raw in compared]
    if all(bites) and bites:
        return KnockoutState.TRIGGERED
    if not any(bites):
        return KnockoutState.CLEAR
    lowest = aggregation is Aggregation.LOWEST
    return KnockoutState.TRIGGERED if lowest else KnockoutState.PENDING


def _of_question(key: str, knockout: Knockout, aggregation: Aggregation, counted: Counted) -> KnockoutFinding:
    state = state_of(knockout, aggregation, counted)
    return KnockoutFinding(key, state, knockout.applies, knockout.sentence)


def _of_minimum(section: Section, score: SectionScore) -> KnockoutFinding | None:
    if section.minimum is None:
        return None
    sentence = f"“{section.title}” is below its minimum of {100 * section.minimum:g}"
    state = _minimum_state(section.minimum, score)
    return KnockoutFinding("", state, Applies.ALWAYS, sentence, section.key)


def _minimum_state(minimum: float, score: SectionScore) -> KnockoutState:
    if score.low is None or score.high is None or score.low >= minimum - TOLERANCE:
        return KnockoutState.CLEAR
    below = score.high < minimum - TOLERANCE
    return KnockoutState.TRIGGERED if below else KnockoutState.PENDING
