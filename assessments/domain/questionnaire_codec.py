"""Knock-outs, conditions, questions and whole questionnaires to JSON and back."""

from __future__ import annotations

from assessments.domain.format_codec import (
    JsonObject,
    format_from_json,
    format_to_json,
    member,
)
from assessments.domain.formats import FormatError
from assessments.domain.json_fields import Fields, Json, finite
from assessments.domain.questionnaire import (
    Aggregation,
    Applies,
    Condition,
    Knockout,
    Operand,
    Question,
    Questionnaire,
    Rule,
    Scalar,
    Section,
    Side,
)


def knockout_from_json(data: Json, where: str = "knockout") -> Knockout | None:
    """Read a knock-out, None from null; raises FormatError."""
    if data is None:
        return None
    fields = Fields(data, where)
    return Knockout(
        rule=member(Rule, fields, "rule"),
        operand=_read_operand(fields),
        applies=member(Applies, fields, "applies", Applies.ALWAYS),
        sentence=fields.text("sentence"),
    )


def knockout_to_json(knockout: Knockout | None) -> JsonObject | None:
    """Write a knock-out; `knockout_from_json` reads it back unchanged."""
    if knockout is None:
        return None
    return {
        "rule": str(knockout.rule),
        "operand": _write_operand(knockout.operand),
        "applies": str(knockout.applies),
        "sentence": knockout.sentence,
    }


def condition_from_json(data: Json, where: str = "condition") -> Condition | None:
    """Read a condition, None from null; raises FormatError."""
    if data is None:
        return None
    fields = Fields(data, where)
    return Condition(fields.text("question_key"), member(Rule, fields, "rule"), _read_operand(fields))


def condition_to_json(condition: Condition | None) -> JsonObject | None:
    """Write a condition; `condition_from_json` reads it back unchanged."""
    if condition is None:
        return None
    return {
        "question_key": condition.question_key,
        "rule": str(condition.rule),
        "operand": _write_operand(condition.operand),
    }


def question_from_json(data: Json, where: str = "question") -> Question:
    """Read one question; raises FormatError."""
    return _read_question(Fields(data, where))


def question_to_json(question: Question) -> JsonObject:
    """Write one question; `question_from_json` reads it back unchanged."""
    return {
        "key": question.key,
        "text": question.text,
        "format": format_to_json(question.format),
        "weight": question.weight,
        "knockout": knockout_to_json(question.knockout),
        "condition": condition_to_json(question.condition),
        "not_applicable_allowed": question.not_applicable_allowed,
        "sides": sorted(question.sides),
        "aggregation": str(question.aggregation),
        "flags": sorted(question.flags),
    }


def questionnaire_from_json(data: Json) -> Questionnaire:
    """Read a questionnaire; raises FormatError, which names the place."""
    fields = Fields(data)
    sections = tuple(_read_section(item) for item in fields.objects("sections"))
    return Questionnaire(fields.text("template_key"), fields.whole("version"), sections)


def questionnaire_to_json(questionnaire: Questionnaire) -> JsonObject:
    """Write a questionnaire; `questionnaire_from_json` reads it back unchanged."""
    return {
        "template_key": questionnaire.template_key,
        "version": questionnaire.version,
        "sections": [_write_section(section) for section in questionnaire.sections],
    }


def _read_question(fields: Fields) -> Question:
    default = Side.EVALUATOR
    sides = [_read_side(word, fields) for word in fields.items("sides")] or [default]
    return Question(
        key=fields.text("key"),
        text=fields.text("text"),
        format=format_from_json(fields.raw("format"), fields.name("format")),
        weight=fields.number("weight"),
        knockout=knockout_from_json(fields.raw("knockout"), fields.name("knockout")),
        condition=condition_from_json(fields.raw("condition"), fields.name("condition")),
        not_applicable_allowed=fields.flag("not_applicable_allowed", True),
        sides=frozenset(sides),
        aggregation=member(Aggregation, fields, "aggregation", Aggregation.MEAN),
        flags=frozenset(str(flag) for flag in fields.items("flags")),
    )


def _read_side(word: Json, fields: Fields) -> Side:
    try:
        return Side(str(word))
    except ValueError:
        known = ", ".join(Side)
        reason = f"“{word}” is not one of {known}"
        raise fields.error("sides", reason, "unknown_word") from None


def _read_section(fields: Fields) -> Section:
    return Section(
        key=fields.text("key"),
        title=fields.text("title"),
        weight=fields.number("weight"),
        questions=tuple(_read_question(item) for item in fields.objects("questions")),
        minimum=fields.optional_number("minimum"),
        envelope=fields.text("envelope", ""),
    )


def _write_section(section: Section) -> JsonObject:
    return {
        "key": section.key,
        "title": section.title,
        "weight": section.weight,
        "minimum": section.minimum,
        "envelope": section.envelope,
        "questions": [question_to_json(question) for question in section.questions],
    }


def _read_operand(fields: Fields) -> Operand:
    raw = fields.raw("operand")
    name = fields.name("operand")
    if isinstance(raw, list | tuple):
        return tuple(_read_scalar(item, name) for item in raw)
    return _read_scalar(raw, name)


def _read_scalar(raw: Json, name: str) -> Scalar:
    if isinstance(raw, str | bool):
        return raw
    if isinstance(raw, int | float):
        finite(raw, name)
        return raw
    raise FormatError(name, "a text or a number is needed", "operand_needed")


def _write_operand(operand: Operand) -> Json:
    return list(operand) if isinstance(operand, tuple) else operand
