"""Looks at a checklist from outside before anything is written, and names every fault with its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.actions.editing.content import (
    check_sizes,
    check_texts,
    check_weight,
    question_content,
    section_content,
)
from assessments.actions.refusals import Refused
from assessments.domain.checklists import Purpose
from assessments.domain.format_codec import format_errors, member
from assessments.domain.formats import FormatError
from assessments.domain.json_fields import Fields, Json
from assessments.domain.questionnaire import Side
from assessments.domain.questionnaire_codec import condition_from_json, knockout_from_json
from assessments.models import Envelope

KEY = re.compile(r"[-a-zA-Z0-9_]{1,60}", re.ASCII)
LONGEST_FACTS = {"name": 120, "who": 300, "recurrence": 300, "introduction": 5_000}
MOST_SECTIONS = 200
MOST_QUESTIONS = 1_000


@dataclass(frozen=True, slots=True)
class PartFault:
    """What is wrong with which part, such as `sections[0].questions[2].weight`; empty for the whole."""

    part: str
    code: str
    reason: str


class FileRefused(Refused):
    """A checklist from outside that was not taken; all its faults, and nothing of it was kept."""

    def __init__(self, faults: Sequence[PartFault]) -> None:
        first = faults[0]
        super().__init__(first.part or "file", first.code, first.reason)
        self.faults = tuple(faults)


def check_intake(data: Json) -> None:
    """Raise FileRefused where anything is wrong with a checklist as the file of checklists holds it."""
    if found := intake_faults(data):
        raise FileRefused(found)


def intake_faults(data: Json) -> list[PartFault]:
    """Every fault of it, each once."""
    try:
        fields = Fields(data)
        found = [*_fact_faults(fields), *_content_faults(fields)]
    except FormatError as error:
        found = [_of(error)]
    return list(dict.fromkeys(found))


def _fact_faults(fields: Fields) -> Iterator[PartFault]:
    yield from _key_faults(fields)
    for name, longest in LONGEST_FACTS.items():
        yield from _tried(lambda name=name: fields.text(name, None if name == "name" else ""))  # type: ignore[misc]
        text = fields.raw(name)
        if isinstance(text, str) and (len(text) > longest or "\x00" in text):
            said = _("This text has %(length)d characters; %(longest)d fit. Please shorten it.")
            yield PartFault(name, "too_long", said % {"length": len(text), "longest": longest})
    yield from _tried(lambda: member(Purpose, fields, "purpose"))
    yield from _tried(lambda: check_weight(fields.number("default_weight")), "default_weight")
    for side in fields.items("opening_sides"):
        if side not in set(Side):
            known = ", ".join(Side)
            yield PartFault("opening_sides", "unknown_word", f"“{side}” is not one of {known}")


def _content_faults(fields: Fields) -> Iterator[PartFault]:
    sections = fields.objects("sections")
    questions = [question for section in sections for question in section.objects("questions")]
    if len(sections) > MOST_SECTIONS or len(questions) > MOST_QUESTIONS:
        text = _("A checklist holds %(sections)d sections and %(questions)d questions at most.")
        said = text % {"sections": MOST_SECTIONS, "questions": MOST_QUESTIONS}
        yield PartFault("sections", "too_many", said)
        return
    for section in sections:
        yield from _section_faults(section)
    for question in questions:
        yield from _question_faults(question)
    yield from _twice(sections, "section_twice", _("Two sections have the same key."))
    yield from _twice(questions, "question_twice", _("Two questions have the same key."))


def _section_faults(section: Fields) -> Iterator[PartFault]:
    yield from _key_faults(section)
    content = {name: section.raw(name) for name in ("title", "weight", "minimum")}
    envelope = section.raw("envelope") or str(Envelope.OPEN)
    yield from _tried(lambda: section_content({**content, "envelope": envelope}), section.where)


def _question_faults(question: Fields) -> Iterator[PartFault]:
    """Each part by itself, so that one fault does not hide the next."""
    where, content = question.where, question.all()
    yield from _key_faults(question)
    yield from _tried(lambda: question.text("text"))
    for name in ("text", "guidance", "proof"):
        yield from _tried(lambda name=name: check_texts({name: question.raw(name)}, (name,)), where)  # type: ignore[misc]
    yield from _tried(lambda: check_weight(question.raw("weight")), where)
    yield from _tried(lambda: check_sizes(question.raw("format")), where)
    yield from _format_faults(question)
    for name, read in (("knockout", knockout_from_json), ("condition", condition_from_json)):
        yield from _tried(lambda name=name, read=read: read(question.raw(name), question.name(name)))  # type: ignore[misc]
    if isinstance(content, dict) and not _is_faulty(question):
        yield from _tried(lambda: question_content(str(question.raw("key")), content), where)


def _format_faults(question: Fields) -> Iterator[PartFault]:
    try:
        errors = format_errors(question.raw("format"), question.name("format"))
    except FormatError as error:
        errors = [error]
    yield from map(_of, errors)


def _is_faulty(question: Fields) -> bool:
    try:
        return bool(format_errors(question.raw("format")))
    except FormatError:
        return True


def _key_faults(fields: Fields) -> Iterator[PartFault]:
    key = fields.raw("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        text = _("A key has 1 to 60 letters, digits, hyphens and underscores, such as “exit-plan”.")
        yield PartFault(fields.name("key"), "key_invalid", text)


def _twice(parts: Iterable[Fields], code: str, reason: str) -> Iterator[PartFault]:
    seen: set[object] = set()
    for part in parts:
        key = part.raw("key")
        if isinstance(key, str) and key in seen:
            yield PartFault(part.name("key"), code, reason)
        seen.add(str(key))


def _tried(check: Callable[[], object], where: str = "") -> Iterator[PartFault]:
    try:
        check()
    except FormatError as error:
        yield _of(error)
    except Refused as refused:
        yield PartFault(f"{where}.{refused.field}" if where else refused.field, refused.code, refused.reason)


def _of(error: FormatError) -> PartFault:
    return PartFault(error.field, error.code, _(error.reason))
