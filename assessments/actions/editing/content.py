"""Checks what a section or question is to say, and merges it with what another editor saved meanwhile."""

import math
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused
from assessments.domain.format_rules import MOST_LEVELS
from assessments.domain.formats import FormatError
from assessments.domain.json_fields import Json
from assessments.domain.merging import Clash, merge
from assessments.domain.outline import Content
from assessments.domain.questionnaire_codec import question_from_json, question_to_json
from assessments.models import Envelope

LARGEST_WEIGHT = 1_000_000
LONGEST: Mapping[str, int] = {"text": 2_000, "guidance": 10_000, "proof": 10_000, "title": 160}
MOST_PARTS = 60
LONGEST_FORMAT_TEXT = 1_000


class EditConflict(Exception):  # noqa: N818 — says what happened; nothing went wrong
    """Another editor changed the same fields meanwhile; nothing was saved."""

    def __init__(self, clashes: Sequence[Clash], theirs: Content) -> None:
        super().__init__(", ".join(clash.field for clash in clashes))
        self.clashes = tuple(clashes)
        self.theirs = theirs


def question_content(key: str, content: Content) -> dict[str, Json]:
    """What a question is to say, checked and in its canonical form; refuses what cannot be kept."""
    check_texts(content, ("text", "guidance", "proof"))
    check_weight(content.get("weight"))
    check_sizes(content.get("format"))
    try:
        question = question_from_json({**content, "key": key}, "")
    except FormatError as error:
        raise Refused(error.field, error.code, _(error.reason)) from error
    written = question_to_json(question)
    del written["key"]
    words = {field: str(content.get(field) or "").strip() for field in ("guidance", "proof")}
    serves = content.get("serves")
    return {**written, **words, "serves": list(serves) if isinstance(serves, list | tuple) else []}


def section_content(content: Content) -> dict[str, Json]:
    """What a section is to say, checked."""
    check_texts(content, ("title",))
    check_weight(content.get("weight"))
    minimum = content.get("minimum")
    if minimum is not None and not (isinstance(minimum, int | float) and 0 <= minimum <= 1):
        raise Refused("minimum", "minimum_outside", _("A minimum lies between 0 and 100."))
    if not str(content.get("title") or "").strip():
        raise Refused("title", "text_needed", _("Give the section a title."))
    if content.get("envelope") not in Envelope.values:
        raise Refused("envelope", "unknown_word", _("Choose one of the envelopes offered."))
    return {**content, "title": str(content["title"]).strip()}


def merged_or_conflict(
    base: Content | None, mine: Content, theirs: Content, *, overrule: bool = False
) -> Content:
    """What both editors wanted; raises EditConflict where only one of them can have it.

    Without a base whatever stands is replaced.
    """
    if base is None:
        return mine
    merged = merge(base, mine, theirs)
    if merged.clashes and not overrule:
        raise EditConflict(merged.clashes, theirs)
    return merged.content


def check_weight(weight: Json) -> None:
    """Refuse what is no weight: text, NaN, infinity, below 0 or beyond every use."""
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight):
        raise Refused("weight", "not_a_number", _("A weight is a number of 0 or more."))
    if weight < 0:
        raise Refused(
            "weight", "weight_negative", _("A weight is 0 or more; 0 means that it does not count.")
        )
    if weight > LARGEST_WEIGHT:
        text = _("This weight is too large. Weights are relative; 1 to 100 is plenty.")
        raise Refused("weight", "weight_huge", text)


def check_texts(content: Content, fields: Sequence[str]) -> None:
    """Refuse what is too long or cannot be stored."""
    for field in fields:
        text = content.get(field) or ""
        if not isinstance(text, str) or "\x00" in text:
            raise Refused(field, "unreadable", _("This text holds a character that cannot be stored."))
        if len(text) > LONGEST[field]:
            said = _("This text has %(length)d characters; %(longest)d fit. Please shorten it.")
            raise Refused(field, "too_long", said % {"length": len(text), "longest": LONGEST[field]})


def check_sizes(answer_format: Json) -> None:
    """Refuse an answer with more parts, or longer ones, than any honest question has."""
    if not isinstance(answer_format, Mapping):
        return
    for field, most in (("options", MOST_PARTS), ("points", MOST_PARTS), ("anchors", MOST_LEVELS)):
        listed = answer_format.get(field)
        parts = listed if isinstance(listed, list | tuple) else ()
        if len(parts) > most:
            raise Refused(f"format.{field}", "too_many", _("At most %(most)d of these fit.") % {"most": most})
        if any(_is_long(part) for part in parts):
            text = _("One of these texts has more than %(longest)d characters. Please shorten it.")
            raise Refused(f"format.{field}", "too_long", text % {"longest": LONGEST_FORMAT_TEXT})


def _is_long(part: Json) -> bool:
    values = part.values() if isinstance(part, Mapping) else (part,)
    return any(isinstance(each, str) and len(each) > LONGEST_FORMAT_TEXT for each in values)
