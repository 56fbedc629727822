"""Which preparations gaps between two sides ask for, and how far both are prepared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.domain.culture import Band, ScaleGap


class Occasion(StrEnum):
    """What asks for a preparation: a gap from this band on, or a match at the silent end."""

    MINOR = "minor"
    MATERIAL = "material"
    CRITICAL = "critical"
    SILENT = "silent"


class Doer(StrEnum):
    """Whose preparation it is."""

    SPONSOR = "sponsor"
    PROVIDER = "provider"
    BOTH = "both"


class Stage(StrEnum):
    """What a preparation has to be done before."""

    SHORTLIST = "shortlist"
    VISIT = "visit"
    TEAM = "team"
    DECISION = "decision"
    START = "start"


class PreparationState(StrEnum):
    """Where a preparation stands; retired is one that nothing asks for any more."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"
    RETIRED = "retired"


RISING = (Occasion.MINOR, Occasion.MATERIAL, Occasion.CRITICAL)
REACHED = {
    Band.ALIGNED: frozenset[Occasion](),
    Band.MINOR: frozenset(RISING[:1]),
    Band.MATERIAL: frozenset(RISING[:2]),
    Band.CRITICAL: frozenset(RISING),
}
REQUIRED = frozenset({PreparationState.OPEN, PreparationState.DONE})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: on this scale, from this occasion on, this has to be done."""

    key: int
    question_key: str
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Standing:
    """A preparation that was opened before; begun once somebody took it up."""

    rule: int
    state: PreparationState
    is_begun: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What becomes of the rules and preparations of one assessment, by the keys of their rules."""

    opened: tuple[int, ...]
    reopened: tuple[int, ...]
    retired: tuple[int, ...]


def occasions_of(gap: ScaleGap) -> frozenset[Occasion]:
    """What a scale gives occasion to: a larger gap asks for all that a smaller one does."""
    silent = {Occasion.SILENT} if gap.is_silent_match else set()
    return REACHED[gap.band] | silent


def moves_of(
    rules: Iterable[Rule],
    occasions: Collection[tuple[str, Occasion]],
    standing: Sequence[Standing],
) -> Moves:
    """Hold what stands against what is asked for; `occasions` are those of every scale, with its key.

    What is asked for anew is opened, once. What nothing asks for any more is retired unless somebody began
    it; what is done, or was said not to be needed, stays as it is.
    """
    asked = {rule.key for rule in rules if (rule.question_key, rule.occasion) in occasions}
    there = {each.rule: each for each in standing}
    retired = PreparationState.RETIRED
    idle = (each for each in standing if each.state is PreparationState.OPEN and not each.is_begun)
    return Moves(
        opened=tuple(sorted(asked - set(there))),
        reopened=tuple(sorted(key for key in asked if key in there and there[key].state is retired)),
        retired=tuple(sorted(each.rule for each in idle if each.rule not in asked)),
    )
