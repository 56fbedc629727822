"""Comparing an answer with the operand of a rule."""

from __future__ import annotations

from assessments.domain.questionnaire import AnswerValue, Operand, Rule, Scalar


def matches(rule: Rule, operand: Operand, raw: AnswerValue) -> bool:
    """Tell whether a raw answer meets a rule (VALUE_BELOW: pass its value in [0, 1]).

    Of several chosen options one is enough. Texts (dates too) compare with texts, numbers
    with numbers; what cannot be compared does not match.
    """
    given = raw if isinstance(raw, list | tuple) else (raw,)
    return any(_one_matches(rule, operand, item) for item in given if item is not None)


def _one_matches(rule: Rule, operand: Operand, raw: Scalar) -> bool:
    if isinstance(operand, tuple):
        return rule in (Rule.EQUALS, Rule.ONE_OF) and raw in operand
    if rule in (Rule.EQUALS, Rule.ONE_OF):
        return raw == operand
    if isinstance(operand, str) and isinstance(raw, str):
        return _ordered(rule, (raw > operand) - (raw < operand))
    if isinstance(operand, str) or isinstance(raw, str):
        return False
    return _ordered(rule, (raw > operand) - (raw < operand))


def _ordered(rule: Rule, sign: int) -> bool:
    match rule:
        case Rule.BELOW | Rule.VALUE_BELOW:
            return sign < 0
        case Rule.AT_MOST:
            return sign <= 0
        case Rule.ABOVE:
            return sign > 0
        case _:
            return sign >= 0
