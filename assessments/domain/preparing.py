"""Which preparations gaps between two sides ask for, and how far both are prepared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from assessments.domain.culture import Band, ScaleGap, preparedness
from assessments.domain.formats import Anchor


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
# Two of three situations told as the other side itself tells them.
KNOWN_FROM = 2 / 3
TOLERANCE = 1e-9
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


@dataclass(frozen=True, slots=True)
class Line:
    """A preparation as it counts: on which scale, what, and where it stands."""

    question_key: str
    title: str
    state: PreparationState


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its gap, as boards tell of it; `silent_words` say where both match in silence."""

    question_key: str
    text: str
    band: Band
    silent_words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What boards say of it; none of it touches a score or a rank, and nobody is refused for it.

    `conditions` are the missing actions of critical gaps, `unplanned` the critical scales for which nothing
    was planned, `material` how many material scales are not prepared and `waiting` what they miss, `silent`
    the matches at the silent end.
    """

    conditions: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()
    material: int = 0
    waiting: int = 0
    silent: tuple[str, ...] = ()

    @property
    def is_conditional(self) -> bool:
        """Whether something critical is not prepared."""
        return bool(self.conditions or self.unplanned)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the required preparations are done."""

    done: int
    required: int

    @property
    def share(self) -> float | None:
        """The share that is done; none where nothing is required."""
        return preparedness(self.done, self.required)


def knows(tried: float | None) -> bool:
    """Whether a side knows the other well enough; whoever was not tried is not said to know."""
    return tried is not None and tried >= KNOWN_FROM - TOLERANCE


def count_of(lines: Iterable[Line], knowledge: Sequence[bool] = ()) -> Count:
    """Count what is required and what of it is done; what each side knows of the other counts as one each.

    What was said not to be needed, and what nothing asks for any more, is not required.
    """
    states = [line.state for line in lines if line.state in REQUIRED]
    done = sum(state is PreparationState.DONE for state in states) + sum(knowledge)
    return Count(done, len(states) + len(knowledge))


def told_of(scales: Sequence[Scale], lines: Sequence[Line]) -> Told:
    """Say what is critical and not prepared, what is material, and where both sides are silent alike."""
    missing = [line for line in lines if line.state is PreparationState.OPEN]
    planned = {line.question_key for line in lines if line.state is not PreparationState.RETIRED}
    critical = [scale for scale in scales if scale.band is Band.CRITICAL]
    material = {scale.question_key for scale in scales if scale.band is Band.MATERIAL}
    of_material = [line for line in missing if line.question_key in material]
    return Told(
        conditions=tuple(
            line.title for scale in critical for line in missing if line.question_key == scale.question_key
        ),
        unplanned=tuple(scale.text for scale in critical if scale.question_key not in planned),
        material=len({line.question_key for line in of_material} | (material - planned)),
        waiting=len(of_material),
        silent=tuple(scale.silent_words for scale in scales if scale.silent_words),
    )


def told_to_json(told: Told) -> dict[str, object]:
    """Write it; `told_from_json` reads it back. What there is nothing to say of is left out."""
    return {name: value for name, value in asdict(told).items() if value}


def told_from_json(data: Mapping[str, Any]) -> Told:
    """Read what was kept."""
    return Told(
        conditions=tuple(data.get("conditions", ())),
        unplanned=tuple(data.get("unplanned", ())),
        material=data.get("material", 0),
        waiting=data.get("waiting", 0),
        silent=tuple(data.get("silent", ())),
    )


def words_at(anchors: Sequence[Anchor], level: float) -> str:
    """What the anchor nearest to a level says; between two, the one further on. Empty where there is none."""
    nearest = min(anchors, key=lambda anchor: (abs(anchor.level - level), -anchor.level), default=None)
    return nearest.text if nearest else ""


def words_around(anchors: Sequence[Anchor], level: float) -> tuple[str, ...]:
    """Return what the anchor at a level says; between two, what both say, the lower first; else nothing."""
    below = max((anchor for anchor in anchors if anchor.level <= level), key=_level, default=None)
    above = min((anchor for anchor in anchors if anchor.level >= level), key=_level, default=None)
    return tuple(dict.fromkeys(anchor.text for anchor in (below, above) if anchor))


def _level(anchor: Anchor) -> int:
    return anchor.level
