"""Proving again who one is, before something that weighs much."""

from typing import Any, cast

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outsourcing.accounts.single_sign_on.adapter import PROVED_ELSEWHERE
from outsourcing.guards import ActorRequest, guarded


class PasskeyProof(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """allauth's page; a passkey that was refused leads back to it, not home."""

    def form_invalid(self, form: Form) -> HttpResponse:  # noqa: ARG002
        """Say so, and let them try again."""
        messages.error(
            self.request, _("This passkey was not accepted. Try again, or prove it in another way.")
        )
        return HttpResponseRedirect(self.request.get_full_path())


@guarded()
@require_safe
def prove_elsewhere(request: ActorRequest) -> HttpResponseBase:
    """For people who have only the company's sign-in: lead there, and afterwards go on as they were."""
    if request.session.pop(PROVED_ELSEWHERE, False):
        return cast(HttpResponseBase | None, resume_request(request)) or redirect("ui:home")
    context: dict[str, Any] = {
        "name": settings.OIDC_NAME,
        "back": request.get_full_path(),
        "leave": get_next_redirect_url(request) or "/",
    }
    return render(request, "account/reauthenticate_elsewhere.html", context)
