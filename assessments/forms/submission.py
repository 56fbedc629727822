"""One answer as the browser sent it; whether it fits its question is decided by the action."""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.domain.formats import AnswerFormat, Choice, plain

NOT_APPLICABLE = "__not_applicable__"
LARGEST_VERSION = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Submission:
    """What was typed or chosen, and which version of the row its writer saw."""

    values: tuple[str, ...]
    not_applicable: bool
    reason: str
    note: str
    row_version: int | None

    @property
    def is_empty(self) -> bool:
        """Nothing is answered; whatever stood is taken back."""
        return not self.values and not self.not_applicable

    @property
    def says_nothing(self) -> bool:
        """Not even a note."""
        return self.is_empty and not self.note.strip()

    def raw_value(self, answer_format: AnswerFormat) -> str | list[str]:
        """The value as the format reads it: a list where several options may be chosen."""
        inner = plain(answer_format)
        if isinstance(inner, Choice) and (inner.several or len(self.values) > 1):
            return list(self.values)
        return self.values[0] if self.values else ""


def read_submission(data: QueryDict) -> Submission:
    """Read one answer; a version that is no version is None, and then nothing is saved."""
    values = data.getlist("value")
    cleared = "clear" in data
    return Submission(
        values=()
        if cleared
        else tuple(value for value in values if value.strip() and value != NOT_APPLICABLE),
        not_applicable=NOT_APPLICABLE in values and not cleared,
        reason=data.get("reason", ""),
        note=data.get("note", ""),
        row_version=_version(data.get("row_version", "")),
    )


def _version(text: str) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return min(int(text), LARGEST_VERSION)
