"""Adding and changing a provider."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers import actions
from providers.forms import ProviderForm
from providers.models import Provider
from providers.queries import visible_providers
from providers.views.objects import PROVIDER


@guarded(Permission.MANAGE_PROVIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add a provider."""
    form = ProviderForm(request.POST or None, actor=request.actor, today=timezone.localdate())
    if form.is_valid():
        try:
            provider = actions.create_provider(by=request.actor, facts=form.facts(), now=timezone.now())
        except actions.NameTakenError:
            form.tell_taken()
        else:
            messages.success(
                request, _("%(name)s is in the directory. Say next whom to speak to.") % {"name": provider}
            )
            return redirect(provider)
    return render(request, "providers/create.html", {"form": form})


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what is said of a provider."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    form = ProviderForm(
        request.POST or None, actor=request.actor, today=timezone.localdate(), instance=provider
    )
    if form.is_valid() and _saved(request, provider, form):
        messages.success(request, _("Saved."))
        return redirect(provider)
    context = {"form": form, "provider": provider}
    return render(request, "providers/edit.html", context, status=409 if form.differences else 200)


def _saved(request: ActorRequest, provider: Provider, form: ProviderForm) -> bool:
    try:
        actions.change_provider(
            by=request.actor,
            provider=provider,
            facts=form.facts(),
            expected_version=form.seen_version,
            now=timezone.now(),
        )
    except actions.StaleError:
        form.tell_stale(get_object_or_404(visible_providers(request.actor), pk=provider.pk))
    except actions.NameTakenError:
        form.tell_taken()
    return form.is_valid()
