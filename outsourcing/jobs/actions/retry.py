"""Takes failed work up again when a person asks for it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.jobs import bell
from outsourcing.jobs.models import OwedWork, WorkState


@transaction.atomic
def retry(*, by: Actor, work: OwedWork) -> OwedWork:
    """Give failed work its attempts back and ring; work that is not failed stays as it is."""
    revived = OwedWork.objects.filter(pk=work.pk, state=WorkState.FAILED).update(
        state=WorkState.QUEUED,
        attempts=0,
        owed_since=timezone.now(),
    )
    if revived:
        record(by=by, action="owed_work.retried", on=work, digest={"task": work.task, "key": work.key})
        transaction.on_commit(partial(bell.ring_in_passing, work.task, work.key), robust=True)
    work.refresh_from_db()
    return work
