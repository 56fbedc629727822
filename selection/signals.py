"""Hears from assessments that a score moved, and owes the ranking of whoever uses it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from assessments.models import Assessment, AssessmentState
from selection.actions.owing import inputs_changed
from selection.models import Project


def scores_published(*, assessment_ids: Sequence[int], **_: Any) -> None:
    """Owe the ranking of each project in which one of them serves a candidate or ourselves, once."""
    used = Q(candidacies__assessments__assessment__in=assessment_ids) | Q(readiness__in=assessment_ids)
    inputs_changed(Project.objects.filter(used).values_list("pk", flat=True))


def assessment_moved(*, assessment_id: int, **_: Any) -> None:
    """Owe the ranking when an assessment is cancelled.

    A saved answer owes nothing here: its score comes first and then says so itself, and people who save at
    the same time shall not wait for each other on one project.
    """
    cancelled = Assessment.objects.filter(pk=assessment_id, state=AssessmentState.CANCELLED)
    if cancelled.exists():
        scores_published(assessment_ids=[assessment_id])
