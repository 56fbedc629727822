"""About whom an answer of a mirrored scale speaks: one's own side, or the other as one sees it."""

from django.http import HttpRequest

from assessments.domain.questionnaire import Perspective

ABOUT_OTHER = "?about=other"


def perspective_of(request: HttpRequest) -> Perspective:
    """About whom this request speaks."""
    return Perspective.OTHER if request.GET.get("about") == "other" else Perspective.OWN
