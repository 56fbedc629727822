"""Mirrored scales: the distance between where two sides place themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assessments.domain.formats import Mirror
from assessments.domain.questionnaire import AnswerState, GivenAnswer, Perspective, Side


@dataclass(frozen=True, slots=True)
class MirrorReading:
    """Both medians (in levels) where each side has its raters, the gap and its value.

    `gap` is provider minus sponsor; `value` in [0, 1]; `silent_end` warns of a match of
    both at the far end; `given` counts the answers there are.
    """

    sponsor: float | None = None
    provider: float | None = None
    gap: float | None = None
    value: float | None = None
    silent_end: bool = False
    given: int = 0


def read_mirror(mirror: Mirror, answers: Sequence[GivenAnswer]) -> MirrorReading:
    """Read one mirrored question: value = 1 - |median difference| / (levels - 1).

    Only each side's own placing counts. With fewer raters on a side than asked for
    (`mirror.raters`) nothing of that side is said.
    """
    placed = {side: _own_levels(answers, side) for side in (Side.SPONSOR, Side.PROVIDER)}
    sponsor, provider = (
        median(levels) if len(levels) >= mirror.raters else None for levels in placed.values()
    )
    given = sum(len(levels) for levels in placed.values())
    if sponsor is None or provider is None:
        return MirrorReading(sponsor, provider, given=given)
    gap = provider - sponsor
    silent = mirror.warn_from is not None and min(sponsor, provider) >= mirror.warn_from
    value = 1.0 - abs(gap) / (mirror.levels - 1)
    return MirrorReading(sponsor, provider, gap, value, silent, given)


def _own_levels(answers: Sequence[GivenAnswer], side: Side) -> list[int]:
    return [
        answer.value
        for answer in answers
        if answer.side is side
        and answer.perspective is Perspective.OWN
        and answer.state is AnswerState.ANSWERED
        and isinstance(answer.value, int)
    ]
