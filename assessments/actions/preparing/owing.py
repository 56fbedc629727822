"""Owes the reading of gaps, and with it what they ask to be prepared."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.domain.questionnaire import Side
from assessments.models import Assessment, AssessmentState, Preparedness, Response, ResponseState, Template
from assessments.queries.culture import has_scales
from outsourcing.jobs.actions import owe

PREPARING = "assessments.prepare"


def owe_after_scores(assessment_ids: Iterable[int]) -> None:
    """Answers moved: look at the gaps of those where both sides handed something in."""
    _owe(Assessment.objects.filter(pk__in=list(assessment_ids)))


def owe_after_table(template: Template) -> None:
    """The table moved: hold it against every assessment of the checklist that has gaps, or may have."""
    _owe(Assessment.objects.filter(version__template=template))


def _owe(assessments: QuerySet[Assessment]) -> None:
    both = Q(_handed_in(Side.SPONSOR), _handed_in(Side.PROVIDER))
    read = Exists(Preparedness.objects.filter(assessment=OuterRef("pk")))
    live = assessments.exclude(state=AssessmentState.CANCELLED).filter(both | Q(read))
    for assessment in live.select_related("version").order_by("pk"):
        if has_scales(assessment):
            owe(PREPARING, str(assessment.pk))


def _handed_in(side: Side) -> Exists:
    responses = Response.objects.filter(side=side, state=ResponseState.SUBMITTED)
    return Exists(responses.filter(assessment=OuterRef("pk")))
