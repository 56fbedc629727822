"""The home of the portal: what is asked of this person, what is done, what they may read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outsourcing.guards import ActorRequest, for_contacts
from outsourcing.ui.registry import portal_tasks_of
from providers.views.portal import visits


@for_contacts()
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What is asked of you?"""
    today = timezone.localdate()
    tasks = portal_tasks_of(request.actor, today)
    context = {
        "asked": [task for task in tasks if task.state == "asked"],
        "done": [task for task in tasks if task.state == "done"],
        "results": [task for task in tasks if task.state == "results"],
        "today": today,
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "portal/home.html", context)


@for_contacts()
@require_safe
def help_page(request: ActorRequest) -> HttpResponse:
    """How the portal works, who sees what, and whom to ask."""
    return render(request, "portal/help.html")


@for_contacts()
@require_POST
def leave(request: ActorRequest) -> HttpResponse:
    """Sign out; also for whoever finds somebody else's name on the page."""
    visits.end(request)
    messages.success(request, _("You are signed out. Everything you saved is kept."))
    return redirect("portal:door")
