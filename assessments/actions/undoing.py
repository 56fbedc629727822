"""Takes back what a reviewer accepted, because something is reopened."""

from datetime import datetime

from django.utils.translation import gettext as _

from assessments.actions.locking import accepted_words, lock_assessment
from assessments.actions.refusals import Refused
from assessments.models import Assessment, Outcome, ReviewDecision, ReviewState
from outsourcing.actors import Actor


def undo_acceptance(*, by: Actor, assessment_id: int, reason: str, allowed: bool, now: datetime) -> bool:
    """Unlock an accepted assessment and keep why; false where it is not accepted.

    Whoever did not know of the acceptance is told instead, so that none is undone by accident.
    """
    locked = lock_assessment(assessment_id)
    if not locked.is_locked:
        return False
    if not allowed:
        more = _("Look at it again. If it shall be reopened all the same, that undoes the acceptance.")
        raise Refused("reason", "accepted", f"{accepted_words(assessment_id)} {more}")
    Assessment.objects.filter(pk=assessment_id).update(review=ReviewState.NEEDED)
    ReviewDecision.objects.create(
        assessment=locked,
        outcome=Outcome.UNDONE,
        reason=reason,
        input_version=locked.input_version,
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )
    return True
