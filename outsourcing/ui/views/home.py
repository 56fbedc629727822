"""Home: what is mine to do, and what happens around me."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.context_processors import Shell
from outsourcing.ui.registry import (
    INBOX_POSITION,
    HomePanel,
    InboxItem,
    home_actions_for,
    home_panels,
    inbox_of,
)

NOON, EVENING, NIGHT = 12, 18, 5


@dataclass(frozen=True)
class FilledPanel:
    """A panel with what it shows today."""

    panel: HomePanel
    context: Mapping[str, object]

    @property
    def headline(self) -> str:
        """What it adds to the page's first line."""
        return self.panel.headline(self.context) if self.panel.headline else ""


@guarded()
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Greet, list what is theirs to do, and show the panels of the apps."""
    today = timezone.localdate()
    items = inbox_of(request.actor, today)
    context = {
        "greeting": greeting(timezone.localtime().hour, request.actor.name),
        "items": items,
        "late_count": sum(1 for item in items if item.due and item.due < today),
        "today": today,
        "actions": home_actions_for(request.actor),
        "shell": Shell(request, counted={"ui:home": len(items)}),
        **_arranged(_filled(request.actor, today), items),
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


def _arranged(panels: Sequence[FilledPanel], items: Sequence[InboxItem]) -> dict[str, object]:
    """Panels by where they stand; an empty list of things to do gives way to all of them."""
    main = [filled for filled in panels if filled.panel.column == "main"]
    leading = [filled for filled in main if filled.panel.position < INBOX_POSITION or not items]
    return {
        "headlines": [filled.headline for filled in panels if filled.headline],
        "leading_panels": leading,
        "is_alone": not main,
        "following_panels": [filled for filled in main if filled not in leading],
        "side_panels": [filled for filled in panels if filled.panel.column == "side"],
    }


def _filled(actor: Actor, today: date) -> list[FilledPanel]:
    pairs = [(panel, panel.context(actor, today)) for panel in home_panels()]
    return [
        FilledPanel(panel, {"today": today, **context}) for panel, context in pairs if context is not None
    ]
