"""Claims of attrition: recording what was said, and withdrawing it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers import actions
from providers.domain.attrition.spells import Window
from providers.domain.rosters.windows import last_months
from providers.forms.claim import ClaimForm, WithdrawClaimForm
from providers.models import AttritionClaim, Provider
from providers.queries import visible_providers
from providers.queries.rosters import latest_roster, visible_claims
from providers.views.objects import CLAIM, PROVIDER

PEOPLE = "attrition"


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest, pk: int) -> HttpResponse:
    """What do they say of their attrition?"""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    roster = latest_roster(request.actor, provider)
    year = last_months(roster.as_of if roster else timezone.localdate(), 12)
    period = (year.after + timedelta(days=1), year.until)
    cancel_url = reverse("providers:tab", args=[pk, PEOPLE])
    form = ClaimForm(request.POST or None, period=period, cancel_url=cancel_url)
    if form.is_valid():
        claim = actions.record_claim(
            by=request.actor, provider=provider, facts=form.facts(), now=timezone.now()
        )
        _have_tested(request, provider, claim)
        held = _("The claim is recorded and is held against the roster.")
        messages.success(request, held if roster else _("The claim is recorded. Only a roster can prove it."))
        return redirect(cancel_url)
    return render(request, "providers/people/claim.html", {"form": form, "provider": provider})


@guarded(Permission.MANAGE_PROVIDERS, of=CLAIM)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, pk: int, claim_pk: int) -> HttpResponse:
    """Why is this claim no longer used?"""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    claim = get_object_or_404(visible_claims(request.actor, provider), pk=claim_pk)
    cancel_url = reverse("providers:tab", args=[pk, PEOPLE])
    form = WithdrawClaimForm(request.POST or None, cancel_url=cancel_url)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withdraw_claim(by=request.actor, claim=claim, reason=reason, now=timezone.now())
        messages.success(request, _("The claim is withdrawn."))
        return redirect(cancel_url)
    context = {"form": form, "provider": provider, "claim": claim}
    return render(request, "providers/people/withdraw_claim.html", context)


def _have_tested(request: ActorRequest, provider: Provider, claim: AttritionClaim) -> None:
    """The period of a claim from its first to its last day is the window that begins the day before."""
    roster = latest_roster(request.actor, provider)
    if roster is not None:
        window = Window(claim.after - timedelta(days=1), claim.until)
        actions.want_analysis(by=request.actor, roster=roster, window=window)
