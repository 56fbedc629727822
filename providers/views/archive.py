"""Putting a provider aside and bringing it back, each the undo of the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to
from providers import actions
from providers.queries import visible_providers
from providers.views.objects import PROVIDER


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_POST
def archive(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a provider aside."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    actions.archive_provider(by=request.actor, provider=provider, now=timezone.now())
    messages.success(
        request,
        _("%(name)s is in the archive. Nothing about it was deleted.") % {"name": provider},
        extra_tags=undo_to(reverse("providers:restore", args=[pk])),
    )
    return redirect("providers:directory")


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_POST
def restore(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring a provider back from the archive."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    actions.restore_provider(by=request.actor, provider=provider)
    messages.success(
        request,
        _("%(name)s is back in the directory.") % {"name": provider},
        extra_tags=undo_to(reverse("providers:archive", args=[pk])),
    )
    return redirect(provider)
