"""The directory of providers."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers.forms import ProviderFilter
from providers.queries import visible_providers

LINES_ON_A_PAGE = 25


@guarded(Permission.READ_PROVIDERS)
@require_safe
def show_directory(request: ActorRequest) -> HttpResponse:
    """Whom do we know, and where do they work?"""
    narrowed = ProviderFilter(request.GET, actor=request.actor, request=request)
    page = Paginator(narrowed.qs, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": narrowed,
        "page": page,
        "is_first_day": not page.object_list and not visible_providers(request.actor).exists(),
        "may_manage": request.actor.may(Permission.MANAGE_PROVIDERS),
    }
    return render(request, "providers/directory.html", context)
