"""Home: what is mine to do, and what happens around me."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.registry import HomePanel, home_panels, inbox_of

NOON, EVENING, NIGHT = 12, 18, 5


@dataclass(frozen=True)
class FilledPanel:
    """A panel with what it shows today."""

    panel: HomePanel
    context: Mapping[str, object]


@guarded()
def home(request: ActorRequest) -> HttpResponse:
    """Greet, list what is theirs to do, and show the panels of the apps."""
    today = timezone.localdate()
    items = inbox_of(request.actor, today)
    panels = _filled(request.actor, today)
    context = {
        "greeting": greeting(timezone.localtime().hour, request.actor.name),
        "items": items,
        "late_count": sum(1 for item in items if item.due and item.due < today),
        "main_panels": [filled for filled in panels if filled.panel.column == "main"],
        "side_panels": [filled for filled in panels if filled.panel.column == "side"],
        "today": today,
    }
    return render(request, "ui/home.html", context)


def greeting(hour: int, name: str) -> str:
    """Good morning, afternoon or evening, by first name."""
    first_name = next(iter(name.split()), "")
    if NIGHT <= hour < NOON:
        return gettext("Good morning, %(name)s") % {"name": first_name}
    if NOON <= hour < EVENING:
        return gettext("Good afternoon, %(name)s") % {"name": first_name}
    return gettext("Good evening, %(name)s") % {"name": first_name}


def _filled(actor: Actor, today: date) -> list[FilledPanel]:
    pairs = [(panel, panel.context(actor, today)) for panel in home_panels()]
    return [
        FilledPanel(panel, {"today": today, **context}) for panel, context in pairs if context is not None
    ]
