"""The row lock under which answers are written, responses submitted and reopened."""

from django.utils.translation import gettext as _

from assessments.actions.refusals import ResponseClosed
from assessments.models import AssessmentState, Response, ResponseState


def lock(response: Response) -> Response:
    """The response as it stands now, locked until the end of the transaction.

    SQLite begins each transaction as the only writer; PostgreSQL locks the row.
    """
    return (
        Response.objects.select_for_update(of=("self",))
        .select_related("assessment__version")
        .get(pk=response.pk)
    )


def lock_draft(response: Response) -> Response:
    """The same, if it still takes answers; raises ResponseClosed otherwise."""
    locked = lock(response)
    if locked.assessment.state == AssessmentState.CANCELLED:
        raise cancelled()
    if locked.state != ResponseState.DRAFT:
        raise ResponseClosed(
            "submitted",
            _("%(name)s submitted this on %(day)s. Your change was not saved; ask for it to be reopened.")
            % {
                "name": locked.submitted_by_name,
                "day": locked.submitted_at.date().isoformat() if locked.submitted_at else "",
            },
        )
    return locked


def cancelled() -> ResponseClosed:
    """The refusal where the whole assessment was cancelled."""
    return ResponseClosed("cancelled", _("This assessment was cancelled. Your change was not saved."))
