"""Tells the rest of the product that the input of an assessment moved."""

from django.db.models import F, Q

from assessments.models import Assessment, AssessmentState, ReviewState
from assessments.queries.measuring import asks_for_figures
from assessments.signals import assessment_changed
from outsourcing.jobs.actions import owe

SCORING = "assessments.score"
MEASURING = "assessments.measure"


def input_changed(assessment_id: int, *, state: AssessmentState | None = None) -> bool:
    """Raise the input's version, move the state where one is given, and owe the score.

    False where the assessment was cancelled or accepted; then nothing is changed. The row stays locked until
    the end of the transaction, so that everything that moves one assessment happens one after the other.
    """
    live = Assessment.objects.filter(pk=assessment_id).exclude(
        Q(state=AssessmentState.CANCELLED) | Q(review=ReviewState.ACCEPTED)
    )
    moves = {"state": state} if state else {}
    if not live.update(input_version=F("input_version") + 1, **moves):
        return False
    first_input(assessment_id)
    if state == AssessmentState.OPEN:
        reopened = Assessment.objects.select_related("subject", "version")
        figures_wanted(reopened.get(pk=assessment_id))
    return True


def first_input(assessment_id: int) -> None:
    """Owe the score of an assessment as it stands, and tell."""
    owe(SCORING, str(assessment_id))
    assessment_changed.send(sender=Assessment, assessment_id=assessment_id)


def figures_wanted(assessment: Assessment) -> None:
    """Owe what rosters measure for an assessment, where it asks for any of it."""
    if asks_for_figures(assessment):
        owe(MEASURING, str(assessment.subject.provider_id))


def owe_measuring(*, provider_id: int, **_more: object) -> None:
    """Owe it for every open assessment of a provider, whenever its rosters say something else."""
    owe(MEASURING, str(provider_id))
