"""Where a figure comes from."""

from django.urls import reverse


def assessment_url(assessment_id: int | None, question_key: str = "") -> str:
    """The page of an assessment, at one of its questions; nothing where none was opened."""
    if assessment_id is None:
        return ""
    page = reverse("assessments:overview", args=[assessment_id])
    return f"{page}#{question_key}" if question_key else page
