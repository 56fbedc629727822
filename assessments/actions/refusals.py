"""What actions refuse, each with the field and a sentence that is ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assessments.domain.errors import AnswerError
from assessments.domain.publishing import Problem
from assessments.domain.questionnaire import AnswerValue
from assessments.models import Answer, AnswerState


class Refused(Exception):  # noqa: N818 — says what happened; nothing went wrong
    """Something was refused and nothing was changed; `field` names what to correct."""

    def __init__(self, field: str, code: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.code = code
        self.reason = reason


class AnswerRefused(Refused):
    """An answer that its question does not take."""

    @classmethod
    def because(cls, error: AnswerError, field: str) -> "AnswerRefused":
        """The refusal of an answer that the rules of its format refuse."""
        return cls(field, error.code, _(error.template).format(**error.params))


class ResponseClosed(Refused):
    """The response was submitted or its assessment cancelled; it takes no answers."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__("response", code, reason)


class VersionNotPublishable(Refused):
    """A version with problems that stop publishing."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.where, first.code, _(first.sentence))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class CurrentAnswer:
    """What stands now, for the page that shows both texts."""

    row_version: int
    state: AnswerState | None
    value: AnswerValue
    note: str
    reason: str
    saved_at: datetime | None
    saved_by_name: str
    saved_by_kind: str = ""


class AnswerConflict(Exception):  # noqa: N818
    """Somebody else saved this answer meanwhile; nothing was changed."""

    def __init__(self, current: CurrentAnswer) -> None:
        super().__init__(f"Version {current.row_version} stands, by {current.saved_by_name}.")
        self.current = current

    @classmethod
    def with_present(cls, answer: Answer | None) -> "AnswerConflict":
        """The conflict with what stands."""
        if answer is None:
            return cls(CurrentAnswer(0, None, None, "", "", None, ""))
        return cls(
            CurrentAnswer(
                row_version=answer.row_version,
                state=AnswerState(answer.state),
                value=answer.value,
                note=answer.note,
                reason=answer.reason,
                saved_at=answer.saved_at,
                saved_by_name=answer.saved_by_name,
                saved_by_kind=answer.saved_by_kind,
            )
        )
