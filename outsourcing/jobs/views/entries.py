"""What owed work puts into the sidebar and onto the home page."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, Permission
from outsourcing.audit.naming import names_of
from outsourcing.jobs.models import WorkState
from outsourcing.jobs.queries import STILL_OWED, beat_state, failed_count, visible_work
from outsourcing.ui.registry import HomePanel

MOST = 3


def failed_badge(actor: Actor) -> int:
    """How many pieces of work failed and wait for somebody."""
    return failed_count(actor)


def owed(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """What failed, what waits, and whether the clock of the workers ticks; for those who look after it."""
    if not actor.may(Permission.MANAGE_OWED_WORK):
        return None
    work = visible_work(actor)
    failed = list(work.filter(state=WorkState.FAILED))
    return {
        "failed": failed[:MOST],
        "names": names_of((each.task, each.key) for each in failed[:MOST]),
        "failed_count": len(failed),
        "owed_count": work.filter(state__in=STILL_OWED).count(),
        "beat": beat_state(timezone.now()),
    }


OWED = HomePanel(
    key="owed-work",
    title=_("Owed work"),
    template="jobs/_home_owed.html",
    context=owed,
    column="main",
    position=30,
)
