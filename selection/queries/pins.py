"""Which assessments serve a candidate now."""

from django.db.models import Prefetch

from assessments.models import AssessmentState
from selection.models import CandidacyAssessment


def live_pins(path: str = "assessments") -> "Prefetch[str]":
    """The pinned assessments that were not cancelled, to prefetch on candidacies."""
    pins = CandidacyAssessment.objects.exclude(assessment__state=AssessmentState.CANCELLED)
    return Prefetch(path, queryset=pins.order_by("id"))
