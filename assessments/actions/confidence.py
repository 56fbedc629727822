"""Sets how far each grade of proof is trusted."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.refusals import Refused
from assessments.domain.evidence import Grade, is_rising
from assessments.models import Assessment, AssessmentState, Evidence, GradeConfidence
from assessments.queries.proven import STANDING, confidences
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def set_confidences(*, by: Actor, figures: Mapping[Grade, float]) -> Mapping[Grade, float]:
    """Trust the grades so from now on, in [0, 1]; everything that rests on proof is scored anew.

    What was accepted keeps the figures it was accepted with. Setting what holds already does nothing.
    """
    if not is_rising(figures):
        text = _("Each grade is trusted at least as far as the one before it, from 0 to 1.")
        raise Refused("confidence", "not_rising", text)
    before = confidences()
    if dict(before) == dict(figures):
        return before
    rows = [GradeConfidence(grade=grade, confidence=figures[grade]) for grade in Grade]
    GradeConfidence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["grade"], update_fields=["confidence"]
    )
    for assessment_id in _resting_on_proof():
        input_changed(assessment_id)
    told = GradeConfidence.objects.get(grade=Grade.TOLD)
    digest = {str(grade): f"{figures[grade]:g}" for grade in Grade}
    record(by=by, action="proof.confidence_set", on=told, digest=digest)
    return figures


def _resting_on_proof() -> list[int]:
    proven = Evidence.objects.filter(STANDING).order_by().values("response__assessment")
    live = Assessment.objects.filter(pk__in=proven).exclude(state=AssessmentState.CANCELLED)
    return list(live.order_by("pk").values_list("pk", flat=True))
