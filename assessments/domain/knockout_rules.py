"""Which knock-outs an answer format can carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assessments.domain.format_rules import Fault
from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
    is_scored,
    plain,
)
from assessments.domain.questionnaire import Knockout, Operand, Rule

ORDERED: Final = frozenset({Rule.BELOW, Rule.AT_MOST, Rule.ABOVE, Rule.AT_LEAST})
NAMED: Final = frozenset({Rule.EQUALS, Rule.ONE_OF})


def knockout_faults(knockout: Knockout, answer_format: AnswerFormat) -> Iterator[Fault]:
    """Yield why a knock-out cannot work on answers of this format."""
    if not knockout.sentence.strip():
        yield Fault("sentence", "sentence_missing", "say in a sentence what it means")
    if knockout.rule is Rule.VALUE_BELOW:
        yield from _value_faults(knockout.operand, answer_format)
    elif not _suits(knockout, plain(answer_format)):
        yield Fault("operand", "operand_misfit", "the rule does not suit the answers offered")


def _value_faults(operand: Operand, answer_format: AnswerFormat) -> Iterator[Fault]:
    if isinstance(operand, str | bool | tuple) or not 0 < operand <= 1:
        yield Fault("operand", "operand_misfit", "the value lies between 0 and 100")
    if not is_scored(answer_format):
        yield Fault("rule", "rule_unscored", "the answers have no value to compare")


def _suits(knockout: Knockout, answer_format: AnswerFormat) -> bool:
    operands = knockout.operand if isinstance(knockout.operand, tuple) else (knockout.operand,)
    match answer_format:
        case YesNo(partly=partly):
            known = {YES, NO, PARTLY} if partly else {YES, NO}
            return knockout.rule in NAMED and set(operands) <= known
        case Choice(options=options):
            known = {option.key for option in options}
            return knockout.rule in NAMED and bool(operands) and set(operands) <= known
        case Scale() | Number() | Percentage() | Text(rated=True):
            return _are_numbers(operands) and (knockout.rule in ORDERED | NAMED)
        case DateAge() | Mirror() | _:
            return False


def _are_numbers(operands: tuple[object, ...]) -> bool:
    return all(isinstance(item, int | float) and not isinstance(item, bool) for item in operands)
