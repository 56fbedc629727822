"""Where a figure comes from."""

from django.urls import reverse

from selection.queries.explanation import QuestionPlace


def assessment_url(assessment_id: int | None) -> str:
    """The page of an assessment; nothing where none was opened."""
    return "" if assessment_id is None else reverse("assessments:overview", args=[assessment_id])


def question_url(place: QuestionPlace) -> str:
    """The answer itself where it may be read, else the assessment."""
    if place.response_id is None:
        return assessment_url(place.assessment_id)
    page = reverse("assessments:answers", args=[place.assessment_id, place.response_id])
    return f"{page}#q-{place.question_id}"
