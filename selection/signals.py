"""Hears from assessments that a score moved, and owes the ranking of whoever uses it."""

from typing import Any

from django.db.models import Q

from assessments.models import Assessment, AssessmentState
from selection.actions.owing import inputs_changed
from selection.models import Project


def score_published(*, assessment_id: int, **_: Any) -> None:
    """Owe the ranking of each project in which this assessment serves a candidate or ourselves."""
    used = Q(candidacies__assessments__assessment_id=assessment_id) | Q(readiness_id=assessment_id)
    inputs_changed(Project.objects.filter(used).values_list("pk", flat=True))


def assessment_moved(*, assessment_id: int, **_: Any) -> None:
    """Owe the ranking when an assessment is cancelled.

    A saved answer owes nothing here: its score comes first and then says so itself, and people who save at
    the same time shall not wait for each other on one project.
    """
    cancelled = Assessment.objects.filter(pk=assessment_id, state=AssessmentState.CANCELLED)
    if cancelled.exists():
        score_published(assessment_id=assessment_id)
