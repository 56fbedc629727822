"""The row locks under which answers are written, responses submitted and reopened."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.refusals import ResponseClosed
from assessments.models import (
    Assessment,
    AssessmentState,
    Outcome,
    Response,
    ResponseState,
    ReviewDecision,
    ReviewState,
)


def lock(response: Response) -> Response:
    """The response as it stands now, locked until the end of the transaction.

    SQLite begins each transaction as the only writer; PostgreSQL locks the row.
    """
    return (
        Response.including_set_aside.select_for_update(of=("self",))
        .select_related("assessment__version")
        .get(pk=response.pk)
    )


def lock_draft(response: Response) -> Response:
    """The same, if it still takes answers; raises ResponseClosed otherwise."""
    locked = lock(response)
    if locked.assessment.state == AssessmentState.CANCELLED or locked.assessment.is_locked:
        raise closed(locked.assessment_id)
    if locked.is_set_aside:
        text = _("These ratings were taken out of the panel meanwhile. Your change was not saved.")
        raise ResponseClosed("set_aside", text)
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


def lock_assessment(assessment_id: int) -> Assessment:
    """The assessment as it stands now; whoever locks responses too does that first."""
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment_id)


def closed(assessment_id: int) -> ResponseClosed:
    """The refusal where the whole assessment was cancelled or accepted."""
    if Assessment.objects.filter(pk=assessment_id, review=ReviewState.ACCEPTED).exists():
        return ResponseClosed("accepted", accepted_words(assessment_id) + " " + _("Nothing was changed."))
    return ResponseClosed("cancelled", _("This assessment was cancelled. Your change was not saved."))


def accepted_words(assessment_id: int) -> str:
    """Who accepted it and when, and what that means."""
    decisions = ReviewDecision.objects.filter(assessment=assessment_id, outcome=Outcome.ACCEPTED)
    latest = decisions.order_by("-pk").first()
    if latest is None:
        return _("This assessment was accepted, so it is locked.")
    said = {"name": latest.by_name, "day": timezone.localdate(latest.at).isoformat()}
    return _("%(name)s accepted this on %(day)s, so it is locked.") % said
