"""The places of a provider: adding, changing, removing and bringing back one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to
from providers import actions
from providers.forms import SiteForm
from providers.models import Site
from providers.queries import restorable_sites, visible_providers, visible_sites
from providers.views.objects import PROVIDER, SITE


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_site(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a place."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    form = SiteForm(request.POST or None, provider=provider)
    if form.is_valid():
        site = actions.add_site(by=request.actor, provider=provider, facts=form.facts(), now=timezone.now())
        messages.success(request, _("%(name)s is on the list.") % {"name": site})
        return redirect(provider)
    return render(request, "providers/site.html", {"form": form, "provider": provider})


@guarded(Permission.MANAGE_PROVIDERS, of=SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_site(request: ActorRequest, pk: int, site_pk: int) -> HttpResponse:
    """Change what is said of a place."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    site = get_object_or_404(visible_sites(request.actor, provider), pk=site_pk)
    form = SiteForm(request.POST or None, provider=provider, instance=site)
    if form.is_valid() and _saved(request, site, form):
        messages.success(request, _("Saved."))
        return redirect(provider)
    context = {"form": form, "provider": provider, "site": site}
    return render(request, "providers/site.html", context, status=409 if form.differences else 200)


@guarded(Permission.MANAGE_PROVIDERS, of=SITE)
@require_POST
def remove_site(request: ActorRequest, pk: int, site_pk: int) -> HttpResponse:
    """Take a place off the list."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    site = get_object_or_404(restorable_sites(request.actor, provider), pk=site_pk)
    actions.remove_site(by=request.actor, site=site, now=timezone.now())
    undo = undo_to(reverse("providers:restore_site", args=[pk, site_pk]))
    messages.success(request, _("%(name)s is off the list.") % {"name": site}, extra_tags=undo)
    return redirect(provider)


@guarded(Permission.MANAGE_PROVIDERS, of=SITE)
@require_POST
def restore_site(request: ActorRequest, pk: int, site_pk: int) -> HttpResponse:
    """Bring a removed place back."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    site = get_object_or_404(restorable_sites(request.actor, provider), pk=site_pk)
    actions.restore_site(by=request.actor, site=site)
    messages.success(request, _("%(name)s is on the list again.") % {"name": site})
    return redirect(provider)


def _saved(request: ActorRequest, site: Site, form: SiteForm) -> bool:
    try:
        actions.change_site(
            by=request.actor,
            site=site,
            facts=form.facts(),
            expected_version=form.seen_version,
            now=timezone.now(),
        )
    except actions.StaleError:
        form.tell_stale(get_object_or_404(visible_sites(request.actor, form.provider), pk=site.pk))
    return form.is_valid()
