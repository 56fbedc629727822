"""The page of one provider, and the two tabs that are its own."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from outsourcing.actors import Actor, Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import TabLink
from outsourcing.ui.registry import Tab, tabs_for
from providers.models import Provider
from providers.queries import changes_of, visible_providers, with_particulars
from providers.views.objects import PROVIDER

PAGE, OVERVIEW = "provider", "overview"


@guarded(Permission.READ_PROVIDERS, of=PROVIDER)
@require_safe
def show(request: ActorRequest, pk: int, tab: str = OVERVIEW) -> HttpResponse:
    """Who is this, and what do we know of them? Each tab has its own address."""
    provider = get_object_or_404(_read_for(tab, visible_providers(request.actor)), pk=pk)
    tabs = {each.key: each for each in tabs_for(PAGE)}
    if tab not in tabs:
        raise Http404
    context = {
        "provider": provider,
        "tab": tabs[tab],
        "tab_context": tabs[tab].context(request.actor, provider, timezone.localdate()),
        "tabs": [_link(each, request.actor, provider) for each in tabs.values()],
        "may_manage": request.actor.may(Permission.MANAGE_PROVIDERS),
    }
    return render(request, "providers/profile.html", context)


def overview(actor: Actor, page_of: object, today: date) -> Mapping[str, object]:
    """Who they are, whom to speak to, where they work."""
    provider = cast(Provider, page_of)
    sites = list(provider.sites.all())
    known = [site.headcount for site in sites if site.headcount is not None]
    return {
        "provider": provider,
        "sites": sites,
        "contacts": list(provider.contacts.all()),
        "people_at_sites": sum(known) if known else None,
        "years": today.year - provider.founded if provider.founded else None,
        "may_manage": actor.may(Permission.MANAGE_PROVIDERS),
    }


def history(actor: Actor, page_of: object, _today: date) -> Mapping[str, object]:
    """What changed and when; by whom for those who may read the trail."""
    return {
        "changes": changes_of(actor, cast(Provider, page_of)),
        "names_who": actor.may(Permission.READ_TRAIL),
    }


def _read_for(tab: str, providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """Sites and contacts are shown by the overview alone, services in the head of every tab."""
    return with_particulars(providers) if tab == OVERVIEW else providers.prefetch_related("services")


def _link(tab: Tab, actor: Actor, provider: Provider) -> TabLink:
    return TabLink(
        key=tab.key,
        label=tab.label,
        url=reverse("providers:tab", args=[provider.pk, tab.key]),
        badge=tab.badge(actor, provider) if tab.badge else 0,
    )
