"""The trail: who did what and when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outsourcing.actors import Permission
from outsourcing.audit import queries
from outsourcing.audit.forms import TrailFilter
from outsourcing.audit.naming import names_of
from outsourcing.guards import ActorRequest, guarded

ROWS = 50


@guarded(Permission.READ_TRAIL)
@require_safe
def trail(request: ActorRequest) -> HttpResponse:
    """List events, newest first."""
    found = TrailFilter(
        request.GET,
        queryset=queries.visible_events(request.actor),
        actions=queries.actions_seen(request.actor),
        object_types=queries.object_types_seen(request.actor),
    )
    page = Paginator(found.qs, ROWS).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "names": names_of((event.object_type, event.object_id) for event in page),
        "filtered": any(request.GET.get(name) for name in found.filters),
        "chain": queries.chain_state(),
    }
    return render(request, "audit/trail.html", context)
