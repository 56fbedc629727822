"""The gaps of one assessment as its job reads them, whoever may see them; pages read them by `culture_of`."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.culture import ScaleGap
from assessments.domain.culture_reading import CultureReading, ScaleReading, has_situations
from assessments.domain.preparing import Scale, knows, words_at
from assessments.models import Assessment
from assessments.queries.culture import culture_as_handed_in, scale_title
from assessments.queries.questionnaires import questionnaire_of


@dataclass(frozen=True, slots=True)
class Gaps:
    """The scales on which both sides are known, and whether each side knows the other.

    Knowledge is empty where nobody is tried on it, or no scale is known yet.
    """

    scales: tuple[tuple[Scale, ScaleGap], ...] = ()
    knowledge: tuple[bool, ...] = ()


def gaps_of(assessment: Assessment) -> Gaps:
    """What lies between both sides by what they handed in, on every scale that both are known on."""
    reading = culture_as_handed_in([assessment]).get(assessment.pk)
    if reading is None:
        return Gaps()
    scales = tuple((_scale(scale, scale.gap), scale.gap) for scale in reading.known if scale.gap)
    tries = bool(scales) and has_situations(questionnaire_of(assessment.version))
    return Gaps(scales, _knowledge(reading) if tries else ())


def _scale(reading: ScaleReading, gap: ScaleGap) -> Scale:
    deepest = min(gap.sponsor.place, gap.provider.place)
    silent = words_at(reading.anchors, deepest) if gap.is_silent_match else ""
    return Scale(reading.question_key, scale_title(reading), gap.band, silent)


def _knowledge(reading: CultureReading) -> tuple[bool, ...]:
    both = reading.knowledge_sponsor, reading.knowledge_provider
    return tuple(knows(side.tried) for side in both)
