"""Reports as their askers see them; they last for a day."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from assessments.models import Report
from assessments.queries.access import visible_assessments
from outsourcing.actors import Actor

# After that the sweep of files that nothing names takes the file.
KEPT_FOR = timedelta(days=1)


def own_reports(actor: Actor, now: datetime) -> QuerySet[Report]:
    """The reports this actor asked for during the last day, of assessments that they still see."""
    seen = visible_assessments(actor).order_by().values("pk")
    return Report.objects.filter(
        actor_kind=actor.kind, actor_id=actor.id, asked_at__gt=now - KEPT_FOR, assessment__in=seen
    )
