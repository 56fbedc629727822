"""Where both sides stand on the mirrored scales, from what was handed in alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from assessments.domain.culture_reading import CultureReading, ScaleReading, has_mirrors, read_culture
from assessments.domain.questionnaire import RESPONDENTS, GivenAnswer, Side
from assessments.models import Assessment, Response, ResponseState
from assessments.models.scales import SCALES
from assessments.queries.access import visible_assessments
from assessments.queries.discretion import grants_of
from assessments.queries.inputs import given_answers
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor

SIDES = [str(side) for side in RESPONDENTS]


def culture_of(actor: Actor, assessment: Assessment) -> CultureReading | None:
    """Both sides of an assessment that this actor may see; None without mirrored scales.

    Whoever still rates alone is shown nothing of what others gave.
    """
    if not has_scales(assessment) or not visible_assessments(actor).filter(pk=assessment.pk).exists():
        return None
    reading = culture_as_handed_in([assessment])[assessment.pk]
    reading = _with_asked(reading, assessment)
    return without_values(reading) if rates_alone(actor, assessment) else reading


def cultures_of(actor: Actor, assessments: Iterable[Assessment]) -> dict[int, CultureReading]:
    """The same of many that this actor may see, in two reads; how many were asked is not counted."""
    seen = [assessment for assessment in assessments if has_scales(assessment)]
    read = culture_as_handed_in(seen)
    rating = _rating_alone(actor, read)
    return {pk: without_values(each) if pk in rating else each for pk, each in read.items()}


def culture_as_handed_in(assessments: Sequence[Assessment]) -> dict[int, CultureReading]:
    """What stands, whoever asks, in one read: for the job and for releases, never for a page as it is."""
    mirrored = {each.pk: each for each in assessments if has_scales(each)}
    handed_in = Q(response__state=ResponseState.SUBMITTED, response__side__in=SIDES)
    given: Mapping[int, Sequence[GivenAnswer]] = given_answers(list(mirrored), handed_in) if mirrored else {}
    return {
        pk: read_culture(pk, questionnaire_of(each.version), given.get(pk, ()))
        for pk, each in mirrored.items()
    }


def has_scales(assessment: Assessment) -> bool:
    """Whether its checklist asks both sides to place themselves on anything."""
    return has_mirrors(questionnaire_of(assessment.version))


def scale_title(scale: ScaleReading) -> str:
    """The name of a way of working; the question's own wording where the checklist made its own scale."""
    known = SCALES.get(scale.scale)
    return str(known.title) if known else scale.text


def rates_alone(actor: Actor, assessment: Assessment) -> bool:
    """Whether this actor has still to hand in what they rate alone here."""
    return bool(_rating_alone(actor, [assessment.pk]))


def without_values(reading: CultureReading) -> CultureReading:
    """The same with how many answered, and nothing of what they said."""
    return replace(
        reading,
        scales=tuple(replace(scale, gap=None) for scale in reading.scales),
        knowledge_sponsor=replace(reading.knowledge_sponsor, stated=None, tried=None),
        knowledge_provider=replace(reading.knowledge_provider, stated=None, tried=None),
        is_withheld=True,
    )


def _rating_alone(actor: Actor, assessment_ids: Iterable[int]) -> frozenset[int]:
    drafts = grants_of(actor).filter(
        assessment__in=list(assessment_ids),
        response__state=ResponseState.DRAFT,
        response__is_set_aside=False,
    )
    return frozenset(drafts.exclude(response__party="").values_list("assessment", flat=True))


def _with_asked(reading: CultureReading, assessment: Assessment) -> CultureReading:
    sides = Response.objects.filter(assessment=assessment, side__in=SIDES).values_list("side", flat=True)
    asked = Counter(sides.order_by())
    return replace(
        reading,
        sponsor=replace(reading.sponsor, asked=asked[Side.SPONSOR]),
        provider=replace(reading.provider, asked=asked[Side.PROVIDER]),
    )
