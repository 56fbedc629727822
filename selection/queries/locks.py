"""Whether the weights can still be agreed."""

from assessments.models import Response, ResponseState


def first_response_is_in(project_id: int) -> bool:
    """Whether somebody has submitted answers about a candidate of this project."""
    return Response.objects.filter(
        state=ResponseState.SUBMITTED,
        assessment__candidacy_assessments__candidacy__project_id=project_id,
    ).exists()
