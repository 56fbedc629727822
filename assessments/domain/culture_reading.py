"""Both sides on every mirrored scale of a checklist, and what each knows of the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assessments.domain.culture import (
    FEWEST_RATERS,
    Band,
    Bounds,
    ScaleGap,
    scale_gap,
    side_profile,
)
from assessments.domain.formats import Anchor, Choice, Mirror
from assessments.domain.questionnaire import (
    RESPONDENTS,
    AnswerState,
    GivenAnswer,
    Perspective,
    Question,
    Questionnaire,
    Side,
)

# Marks of a checklist's choices: a situation tries what is known of the scale it names.
TRIES = "tries:"
STATES = "knows-the-other"
OTHER_SIDE = {Side.SPONSOR: Side.PROVIDER, Side.PROVIDER: Side.SPONSOR}
_LEADING = re.compile(r"\d{1,2}", re.ASCII)
Given = Mapping[tuple[str, Side, Perspective], Sequence[GivenAnswer]]


@dataclass(frozen=True, slots=True)
class Raters:
    """Who of one side was asked, and how many handed in what they rated."""

    side: Side
    asked: int
    handed_in: int
    needed: int = FEWEST_RATERS

    @property
    def is_enough(self) -> bool:
        """Whether there are as many as anything may be shown of."""
        return self.handed_in >= self.needed


@dataclass(frozen=True, slots=True)
class ScaleReading:
    """One scale; `gap` is None until each side has as many raters as it needs.

    `scale` is the key of the way of working, or the question's own where the checklist made its own.
    """

    question_key: str
    number: str
    scale: str
    text: str
    levels: int
    anchors: tuple[Anchor, ...]
    needed: int
    sponsor: int
    provider: int
    gap: ScaleGap | None = None

    @property
    def band(self) -> Band | None:
        """How much the gap matters, where there is one."""
        return self.gap.band if self.gap else None


@dataclass(frozen=True, slots=True)
class SideKnowledge:
    """What one side knows of the other: as it says itself, and as tried on situations; both in [0, 1].

    A situation is told right where it is told as the other side's own median says. Below three raters, and
    while the other side is unknown, nothing is said.
    """

    side: Side
    raters: int = 0
    stated: float | None = None
    tried: float | None = None


@dataclass(frozen=True, slots=True)
class CultureReading:
    """Both sides on all scales; withheld from whoever still rates alone."""

    assessment_id: int
    scales: tuple[ScaleReading, ...]
    sponsor: Raters
    provider: Raters
    knowledge_sponsor: SideKnowledge
    knowledge_provider: SideKnowledge
    is_withheld: bool = False

    @property
    def known(self) -> tuple[ScaleReading, ...]:
        """The scales with a gap to show."""
        return tuple(scale for scale in self.scales if scale.gap is not None)

    @property
    def material(self) -> tuple[ScaleReading, ...]:
        """Those on which the gap matters."""
        return tuple(scale for scale in self.scales if scale.band in (Band.MATERIAL, Band.CRITICAL))

    @property
    def is_complete(self) -> bool:
        """Whether every scale has its gap."""
        return len(self.known) == len(self.scales)


def has_mirrors(questionnaire: Questionnaire) -> bool:
    """Whether both sides are asked to place themselves on anything."""
    return any(isinstance(question.format, Mirror) for question in questionnaire.questions)


def has_situations(questionnaire: Questionnaire) -> bool:
    """Whether anybody is tried on what they know of the other side."""
    return any(scale_tried(question) for question in questionnaire.questions)


def read_culture(
    assessment_id: int,
    questionnaire: Questionnaire,
    handed_in: Iterable[GivenAnswer],
    asked: Mapping[Side, int] | None = None,
) -> CultureReading:
    """Read what both sides handed in; what is still being rated must not be among it."""
    answers = [each for each in handed_in if each.side in RESPONDENTS]
    given = _sorted(answers)
    scales = tuple(_scales(questionnaire, given))
    raters = {side: _raters(side, answers, (asked or {}).get(side, 0)) for side in OTHER_SIDE}
    known = {side: _knowledge(side, questionnaire, given, scales) for side in OTHER_SIDE}
    return CultureReading(
        assessment_id=assessment_id,
        scales=scales,
        sponsor=raters[Side.SPONSOR],
        provider=raters[Side.PROVIDER],
        knowledge_sponsor=known[Side.SPONSOR],
        knowledge_provider=known[Side.PROVIDER],
    )


def level_of(option_key: str) -> int | None:
    """The level that an option of a situation stands for: the number that its key begins with."""
    found = _LEADING.match(option_key)
    return int(found[0]) if found else None


def _sorted(answers: Iterable[GivenAnswer]) -> Given:
    given: dict[tuple[str, Side, Perspective], list[GivenAnswer]] = {}
    for answer in answers:
        if answer.state is AnswerState.ANSWERED:
            given.setdefault((answer.question_key, answer.side, answer.perspective), []).append(answer)
    return given


def _raters(side: Side, answers: Iterable[GivenAnswer], asked: int) -> Raters:
    parties = {answer.party for answer in answers if answer.side is side}
    return Raters(side, max(asked, len(parties)), len(parties))


def _scales(questionnaire: Questionnaire, given: Given) -> Iterator[ScaleReading]:
    for number, section in enumerate(questionnaire.sections, start=1):
        for place, question in enumerate(section.questions, start=1):
            if isinstance(question.format, Mirror):
                yield _scale(f"{number}.{place}", question, question.format, given)


def _scale(number: str, question: Question, mirror: Mirror, given: Given) -> ScaleReading:
    own = {side: _levels(given, question.key, side, Perspective.OWN) for side in OTHER_SIDE}
    seen = {side: _levels(given, question.key, side, Perspective.OTHER) for side in OTHER_SIDE}
    needed = max(FEWEST_RATERS, mirror.raters)
    return ScaleReading(
        question_key=question.key,
        number=number,
        scale=mirror.scale or question.key,
        text=question.text,
        levels=mirror.levels,
        anchors=mirror.anchors,
        needed=needed,
        sponsor=len(own[Side.SPONSOR]),
        provider=len(own[Side.PROVIDER]),
        gap=_gap(mirror, own, seen) if min(map(len, own.values())) >= needed else None,
    )


def _gap(
    mirror: Mirror, own: Mapping[Side, Sequence[int]], seen: Mapping[Side, Sequence[int]]
) -> ScaleGap | None:
    sponsor, provider = (side_profile(own[side], seen[side], mirror.levels) for side in OTHER_SIDE)
    if sponsor is None or provider is None:
        return None
    bounds = Bounds(*mirror.bands) if mirror.bands else None
    return scale_gap(sponsor, provider, levels=mirror.levels, bounds=bounds, silent_from=mirror.warn_from)


def _levels(given: Given, key: str, side: Side, perspective: Perspective) -> list[int]:
    return [each.value for each in given.get((key, side, perspective), ()) if isinstance(each.value, int)]


def _knowledge(
    side: Side, questionnaire: Questionnaire, given: Given, scales: Iterable[ScaleReading]
) -> SideKnowledge:
    places = {scale.question_key: _place(scale, OTHER_SIDE[side]) for scale in scales}
    stated: list[float] = []
    told: list[bool] = []
    parties: set[str] = set()
    for question in questionnaire.questions:
        said = _choices(question, side, given)
        if STATES in question.flags:
            stated += [_stated(choice, key) for choice, key, _party in said]
        place = places.get(scale_tried(question))
        if place is not None and len(said) >= FEWEST_RATERS:
            told += [is_right(choice, key, place) for choice, key, _party in said]
        parties |= {party for _choice, _key, party in said}
    return SideKnowledge(
        side=side,
        raters=len(parties),
        stated=fmean(stated) if len(stated) >= FEWEST_RATERS else None,
        tried=fmean(told) if told else None,
    )


def scale_tried(question: Question) -> str:
    """The key of the mirror that a situation is about; empty for any other question."""
    marks = (flag.removeprefix(TRIES) for flag in sorted(question.flags) if flag.startswith(TRIES))
    return next(marks, "")


def _choices(question: Question, side: Side, given: Given) -> list[tuple[Choice, str, str]]:
    is_about_the_other = STATES in question.flags or scale_tried(question)
    if not is_about_the_other or not isinstance(question.format, Choice):
        return []
    said = given.get((question.key, side, Perspective.OWN), ())
    return [(question.format, str(each.value), each.party) for each in said]


def _place(scale: ScaleReading, side: Side) -> float | None:
    if scale.gap is None:
        return None
    return scale.gap.sponsor.place if side is Side.SPONSOR else scale.gap.provider.place


def _stated(choice: Choice, key: str) -> float:
    keys = [option.key for option in choice.options]
    return keys.index(key) / (len(keys) - 1) if key in keys else 0.0


def is_right(choice: Choice, key: str, place: float) -> bool:
    """Whether no other option lies nearer to where the other side itself stands; both of two alike are."""
    levels = {option.key: level_of(option.key) for option in choice.options}
    distances = {name: abs(level - place) for name, level in levels.items() if level is not None}
    return key in distances and distances[key] <= min(distances.values())
