"""Answer formats to JSON and back; what comes from JSON is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from assessments.domain.format_rules import faults
from assessments.domain.formats import (
    Anchor,
    AnswerFormat,
    AnswerType,
    Choice,
    Combine,
    DateAge,
    FormatError,
    LevelledFormat,
    LinedFormat,
    Measured,
    Mirror,
    Number,
    Option,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
)
from assessments.domain.json_fields import Fields, Json, finite

JsonObject = dict[str, Json]
Member = TypeVar("Member", bound=StrEnum)


def format_from_json(data: Json, where: str = "") -> AnswerFormat:
    """Read a format from its tagged object, e.g. {"type": "scale", "levels": 5}.

    Raises FormatError, which names the field (led by `where`), where it cannot be used.
    """
    fields = Fields(data, where)
    answer_format = _read(fields)
    for fault in faults(answer_format):
        raise fields.error(fault.field, fault.sentence, fault.code)
    return answer_format


def format_errors(data: Json, where: str = "") -> list[FormatError]:
    """Every fault of a format as JSON, not only the first; none means that it can be used."""
    fields = Fields(data, where)
    try:
        answer_format = _read(fields)
    except FormatError as error:
        return [error]
    return [fields.error(fault.field, fault.sentence, fault.code) for fault in faults(answer_format)]


def format_to_json(answer_format: AnswerFormat) -> JsonObject:
    """Write a format as its tagged object; `format_from_json` reads it back unchanged."""
    return {"type": str(answer_format.type), **_write(answer_format)}


def member(enum: type[Member], fields: Fields, name: str, default: Member | None = None) -> Member:
    """Read one word of a list of words; refuses unknown ones and says which there are."""
    word = fields.text(name, None if default is None else str(default))
    try:
        return enum(word)
    except ValueError:
        known = ", ".join(enum)
        raise fields.error(name, f"“{word}” is not one of {known}", "unknown_word") from None


def _read(fields: Fields) -> AnswerFormat:
    return _READERS[member(AnswerType, fields, "type")](fields)


def _read_scale(fields: Fields) -> Scale:
    listed = fields.raw("values") is not None
    name = fields.name("values")
    values = tuple(finite(value, name) for value in fields.items("values"))
    return Scale(
        levels=fields.whole("levels", 5),
        anchors=_read_anchors(fields),
        reverse=fields.flag("reverse"),
        values=values if listed else None,
    )


def _read_yes_no(fields: Fields) -> YesNo:
    return YesNo(preferred=fields.flag("preferred", True), partly=fields.flag("partly"))


def _read_choice(fields: Fields) -> Choice:
    options = tuple(
        Option(item.text("key"), item.text("label"), item.optional_number("value"))
        for item in fields.objects("options")
    )
    return Choice(options, fields.flag("several"), member(Combine, fields, "combine", Combine.MAX))


def _read_number(fields: Fields) -> Number:
    return Number(
        points=_read_points(fields),
        unit=fields.text("unit", ""),
        minimum=fields.optional_number("minimum"),
        maximum=fields.optional_number("maximum"),
        whole=fields.flag("whole"),
    )


def _read_percentage(fields: Fields) -> Percentage:
    return Percentage(_read_points(fields), fields.number("minimum", 0.0), fields.number("maximum", 100.0))


def _read_date(fields: Fields) -> DateAge:
    return DateAge(_read_points(fields))


def _read_mirror(fields: Fields) -> Mirror:
    listed = fields.raw("bands") is not None
    bands = tuple(finite(value, fields.name("bands")) for value in fields.items("bands"))
    return Mirror(
        levels=fields.whole("levels", 5),
        anchors=_read_anchors(fields),
        raters=fields.whole("raters", 3),
        warn_from=fields.optional_whole("warn_from"),
        scale=fields.text("scale", ""),
        bands=bands if listed else None,
    )


def _read_text(fields: Fields) -> Text:
    return Text(fields.flag("rated"), _read_anchors(fields), fields.whole("levels", 5))


def _read_measured(fields: Fields) -> Measured:
    inner = _read(fields.inner("answer"))
    if isinstance(inner, Measured | Mirror | Text):
        raise fields.error("answer", "a measured answer is a plain one", "not_measurable")
    return Measured(fields.text("source"), inner, fields.flag("by_hand"))


_READERS: dict[AnswerType, Callable[[Fields], AnswerFormat]] = {
    AnswerType.SCALE: _read_scale,
    AnswerType.YES_NO: _read_yes_no,
    AnswerType.CHOICE: _read_choice,
    AnswerType.NUMBER: _read_number,
    AnswerType.PERCENTAGE: _read_percentage,
    AnswerType.DATE: _read_date,
    AnswerType.MIRROR: _read_mirror,
    AnswerType.TEXT: _read_text,
    AnswerType.MEASURED: _read_measured,
}


def _read_anchors(fields: Fields) -> tuple[Anchor, ...]:
    return tuple(Anchor(item.whole("level"), item.text("text")) for item in fields.objects("anchors"))


def _read_points(fields: Fields) -> tuple[Point, ...]:
    return tuple(Point(item.number("x"), item.number("value")) for item in fields.objects("points"))


def _write(answer_format: AnswerFormat) -> JsonObject:
    match answer_format:
        case Scale() | Mirror() | Text():
            return _write_levelled(answer_format)
        case YesNo(preferred, partly):
            return {"preferred": preferred, "partly": partly}
        case Choice(options, several, combine):
            return {"options": _options(options), "several": several, "combine": str(combine)}
        case Measured(source, inner, by_hand):
            return {"source": source, "answer": format_to_json(inner), "by_hand": by_hand}
        case _:
            return _write_lined(answer_format)


def _write_levelled(answer_format: LevelledFormat) -> JsonObject:
    match answer_format:
        case Scale(levels, anchors, reverse, values):
            listed = None if values is None else list(values)
            return {**_levels(levels, anchors), "reverse": reverse, "values": listed}
        case Mirror(levels, anchors, raters, warn_from):
            written = {**_levels(levels, anchors), "raters": raters, "warn_from": warn_from}
            return {**written, **_mirror_extras(answer_format)}
        case Text(rated, anchors, levels):
            return {**_levels(levels, anchors), "rated": rated}


def _mirror_extras(mirror: Mirror) -> JsonObject:
    # Left out where nothing is said, so that mirrors from before keep their fingerprints.
    scale: JsonObject = {"scale": mirror.scale} if mirror.scale else {}
    return scale if mirror.bands is None else {**scale, "bands": list(mirror.bands)}


def _write_lined(answer_format: LinedFormat) -> JsonObject:
    points: JsonObject = {"points": [{"x": p.x, "value": p.value} for p in answer_format.points]}
    match answer_format:
        case Number(_, unit, minimum, maximum, whole):
            limits = {"minimum": minimum, "maximum": maximum}
            return {**points, "unit": unit, **limits, "whole": whole}
        case Percentage(_, minimum, maximum):
            return {**points, "minimum": minimum, "maximum": maximum}
        case _:
            return points


def _levels(levels: int, anchors: Iterable[Anchor]) -> JsonObject:
    written = [{"level": anchor.level, "text": anchor.text} for anchor in anchors]
    return {"levels": levels, "anchors": written}


def _options(options: Iterable[Option]) -> list[JsonObject]:
    return [{"key": o.key, "label": o.label, "value": o.value} for o in options]
