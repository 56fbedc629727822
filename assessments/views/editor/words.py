"""What changed in a checklist, in words: “1.2 weight 3 → 5”, “2.5 added”, “1.1 wording”."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from assessments.domain.changes import Change, ChangeKind
from assessments.domain.format_codec import format_from_json
from assessments.domain.questionnaire import Side
from assessments.models.response import SIDE_LABELS
from assessments.views.worth import kind_of
from outsourcing.ui.formats import weight_text

FIELDS: Mapping[str, Promise] = {
    "text": gettext_lazy("wording"),
    "guidance": gettext_lazy("guidance"),
    "proof": gettext_lazy("what counts as proof"),
    "weight": gettext_lazy("weight"),
    "format": gettext_lazy("answer"),
    "knockout": gettext_lazy("knock-out"),
    "condition": gettext_lazy("condition"),
    "not_applicable_allowed": gettext_lazy("“not applicable”"),
    "sides": gettext_lazy("who is asked"),
    "aggregation": gettext_lazy("answers of several people"),
    "flags": gettext_lazy("proof required, or what measures it"),
    "serves": gettext_lazy("requirements served"),
    "title": gettext_lazy("title"),
    "minimum": gettext_lazy("lowest score allowed"),
    "envelope": gettext_lazy("envelope"),
}
ICONS = {
    ChangeKind.ADDED: "plus-circle",
    ChangeKind.REMOVED: "dash-circle",
    ChangeKind.MOVED: "arrow-down-up",
    ChangeKind.EDITED: "pencil",
}
TONES = {
    ChangeKind.ADDED: "ok",
    ChangeKind.REMOVED: "bad",
    ChangeKind.MOVED: "warn",
    ChangeKind.EDITED: "warn",
}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One difference as a line of the list."""

    icon: str
    tone: str
    text: str
    title: str
    change: Change

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing left to lead to."""
        return self.change.kind is ChangeKind.REMOVED


def change_words(change: Change) -> ChangeWords:
    """A difference in words."""
    number = change.number
    place = number if change.question_key else gettext("Section %(number)s") % {"number": number}
    icon = "sliders" if change.field == "weight" else ICONS[change.kind]
    text = f"{place} {_what(change)}"
    return ChangeWords(icon, TONES[change.kind], text, change.title, change)


def field_words(field: str) -> str:
    """The name of a field."""
    return str(FIELDS.get(field, field))


def value_words(field: str, value: object) -> str:
    """What a field says, for somebody who compares two wordings."""
    match field, value:
        case "weight", int() | float():
            said = weight_text(value)
        case "minimum", int() | float():
            said = weight_text(value * 100)
        case "format", dict():
            said = kind_of(format_from_json(value))
        case "knockout", dict():
            said = str(value.get("sentence", ""))
        case "sides", list():
            said = ", ".join(str(SIDE_LABELS[Side(side)]) for side in value)
        case _, bool():
            said = gettext("yes") if value else gettext("no")
        case _:
            said = str(value) if value not in (None, [], "") else gettext("nothing")
    return said


def _what(change: Change) -> str:
    match change.kind:
        case ChangeKind.ADDED:
            return gettext("added")
        case ChangeKind.REMOVED:
            return gettext("removed")
        case ChangeKind.MOVED:
            return gettext("moved")
        case _:
            return _edit(change)


def _edit(change: Change) -> str:
    field = field_words(change.field)
    was, now = value_words(change.field, change.before), value_words(change.field, change.after)
    if change.field in {"weight", "minimum", "title"} or (change.field == "format" and was != now):
        return f"{field} {was} → {now}"
    if change.field in {"knockout", "condition", "guidance", "proof"}:
        if not change.before:
            return gettext("%(field)s added") % {"field": field}
        if not change.after:
            return gettext("%(field)s removed") % {"field": field}
    return field
