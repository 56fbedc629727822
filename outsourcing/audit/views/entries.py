"""What the trail puts onto the home page."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, Permission
from outsourcing.audit.naming import names_of
from outsourcing.audit.queries import chain_state, visible_events
from outsourcing.ui.registry import HomePanel

MOST = 5


def trail(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """How far the chain reaches, and the latest events; for those who read the trail."""
    if not actor.may(Permission.READ_TRAIL):
        return None
    events = list(visible_events(actor)[:MOST])
    names = names_of((event.object_type, event.object_id) for event in events)
    return {"chain": chain_state(), "events": events, "names": names}


TRAIL = HomePanel(
    key="trail",
    title=_("Audit trail"),
    template="audit/_home_trail.html",
    context=trail,
    column="side",
    position=10,
)
