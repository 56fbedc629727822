"""Makes up answers that fit a question and an aim, the same ones at every run."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import numpy as np

from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    DateAge,
    Mirror,
    Number,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import RATERS, Question, Side
from selection.management.demo.notes import NOTES

SPREAD = 0.16
DAYS_OF_A_MONTH = 30.44

NOTES_OF_A_VISIT = (
    "Two visitors, one day. The tour followed the agenda we had sent; the coding room was added at our wish. "
    "Open points are in the list of claims."
)


@dataclass(frozen=True)
class MadeUp:
    """An answer as it would be typed in, and what was written beside it."""

    raw: str
    note: str


class Inventor:
    """Invents the answers of one provider; the seed makes every run alike."""

    def __init__(
        self, *, seed: str, aim: float, today: date, fixed: dict[str, str], texts: dict[str, str]
    ) -> None:
        self._random = Random(seed)  # noqa: S311  # a story, not a secret
        self._aim = aim
        self._today = today
        self._fixed = fixed
        self._texts = texts

    def answer(self, question: Question, side: Side) -> MadeUp:
        """What this side would answer; what the story fixes is answered so."""
        wanted = min(1.0, max(0.0, self._random.gauss(self._aim, SPREAD)))
        raw = self._fixed.get(question.key) or self._raw(question, side, wanted)
        return MadeUp(raw=raw, note=self._note(question, wanted, side))

    def _raw(self, question: Question, side: Side, wanted: float) -> str:
        match plain(question.format):
            case Scale(levels=levels) | Mirror(levels=levels):
                return str(self._level(wanted, levels, question))
            case Text(rated=True, levels=levels) if side in RATERS:
                return str(self._level(wanted, levels, question))
            case Text():
                return self._texts.get(question.key, NOTES_OF_A_VISIT)
            case YesNo(preferred=preferred):
                good = question.knockout is not None or wanted > 0.35
                return "yes" if good == preferred else "no"
            case Choice() as choice:
                return self._option(choice, wanted, question)
            case Number() | Percentage() | DateAge() as figure:
                return self._figure(figure, wanted)

    def _level(self, wanted: float, levels: int, question: Question) -> int:
        lowest = 2 if question.knockout else 1
        return max(lowest, 1 + round(wanted * (levels - 1)))

    def _option(self, choice: Choice, wanted: float, question: Question) -> str:
        scored = [option for option in choice.options if option.value is not None]
        if not scored:
            return choice.options[min(1, len(choice.options) - 1)].key
        # What would knock a provider out is left to the story.
        safe = [option for option in scored if option.value] if question.knockout else scored
        return min(safe, key=lambda option: abs((option.value or 0.0) - wanted)).key

    def _figure(self, figure: AnswerFormat, wanted: float) -> str:
        points = sorted(getattr(figure, "points", ()), key=lambda point: point.value)
        x = _inverse(points, wanted) if points else 6.0 * wanted
        match figure:
            case DateAge():
                return (self._today - timedelta(days=round(x * DAYS_OF_A_MONTH))).isoformat()
            case Percentage() | Number(whole=True):
                return str(round(x))
            case _:
                return f"{x:.1f}" if abs(x) < 5 else str(round(x))

    def _note(self, question: Question, wanted: float, side: Side) -> str:
        if side not in RATERS | {Side.SPONSOR} or question.key not in NOTES:
            return ""
        poor, middling, good = NOTES[question.key]
        if wanted < 0.4:
            return poor
        return middling if wanted < 0.72 else good


def _inverse(points: list[Point], wanted: float) -> float:
    return float(np.interp(wanted, [point.value for point in points], [point.x for point in points]))
