"""Two cycles of a checklist beside each other, question by question over its versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.domain.results import QuestionScore, QuestionState

# Values in [0, 1] that are nearer than this are the same.
SAME = 1e-9


class Turn(StrEnum):
    """What became of a question since the cycle before."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    NEW = "new"
    DROPPED = "dropped"
    # Asked in both, but without a value in one of them.
    NOW_ANSWERED = "now_answered"
    NOW_OPEN = "now_open"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class QuestionTurn:
    """One question in two cycles: values in [0, 1], and its effective weight, the latest there is."""

    key: str
    turn: Turn
    before: float | None
    now: float | None
    weight: float

    @property
    def points(self) -> float:
        """How much the change weighs in the score now; nothing where it cannot be compared."""
        if self.before is None or self.now is None:
            return 0.0
        return self.weight * (self.now - self.before)


def compared(before: Sequence[QuestionScore], now: Sequence[QuestionScore]) -> tuple[QuestionTurn, ...]:
    """Every question of both: those asked now in their order, then those no longer asked."""
    old, new = _by_key(before), _by_key(now)
    turns = [_turn(old.get(key), question) for key, question in new.items()]
    return (*turns, *(_dropped(question) for key, question in old.items() if key not in new))


def biggest(turns: Iterable[QuestionTurn], *, most: int) -> tuple[QuestionTurn, ...]:
    """The changes that moved the score most, up or down."""
    moved = (turn for turn in turns if turn.turn in {Turn.BETTER, Turn.WORSE} and turn.points)
    return tuple(sorted(moved, key=lambda turn: (-abs(turn.points), turn.key))[:most])


def _by_key(questions: Sequence[QuestionScore]) -> Mapping[str, QuestionScore]:
    return {question.key: question for question in questions if question.state is not QuestionState.HIDDEN}


def _turn(old: QuestionScore | None, new: QuestionScore) -> QuestionTurn:
    was = old.value if old else None
    return QuestionTurn(new.key, _kind(old, new), was, new.value, new.weight)


def _kind(old: QuestionScore | None, new: QuestionScore) -> Turn:
    if old is None:
        return Turn.NEW
    match old.value, new.value:
        case None, None:
            return Turn.NOT_COMPARED
        case None, _:
            return Turn.NOW_ANSWERED
        case _, None:
            return Turn.NOW_OPEN
        case float() | int() as was, float() | int() as now if abs(now - was) > SAME:
            return Turn.BETTER if now > was else Turn.WORSE
    return Turn.UNCHANGED


def _dropped(old: QuestionScore) -> QuestionTurn:
    return QuestionTurn(old.key, Turn.DROPPED, old.value, None, old.weight)
