"""Second factors: allauth's pages in our looks, behind our guards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from outsourcing.accounts import queries
from outsourcing.guards import ObjectRule, guarded, proven

View = Callable[..., HttpResponseBase]
Kind = Authenticator.Type
OVERVIEW = reverse_lazy("mfa_index")
PASSKEY = ObjectRule("passkey", "whose it is")
# Django's form views answer PUT as POST; nobody here asks with it.
_form = require_http_methods(["GET", "HEAD", "POST"])


class Overview(base.IndexView):  # type: ignore[misc]  # allauth carries no types
    """What is set up, and whether it has to be."""

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """With whether one of the person's roles asks for it."""
        user = self.request.user
        needed = queries.needs_second_factor(user)
        return {
            **super().get_context_data(**values),
            "needed": needed,
            "missing": needed and not queries.has_second_factor(user),
        }


class RemovePasskey(passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    """Forget a passkey, unless it is the last factor of somebody who needs one."""

    success_url = OVERVIEW

    def form_valid(self, form: Form) -> HttpResponse:
        """The same rule as for the app, which allauth applies there only."""
        if get_adapter().can_delete_authenticator(self.object):
            removed: HttpResponse = super().form_valid(form)
            return removed
        messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")


def _owning(kind: str, view: View) -> View:
    """A proven view for those who have such a factor; others are led to the overview."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not Authenticator.objects.filter(user_id=request.user.pk, type=kind).exists():
            return redirect("mfa_index")
        return proven(view)(request, *args, **kwargs)

    return enter


second_factor = guarded()(require_safe(Overview.as_view()))
set_up_app = guarded()(_form(proven(app.activate_totp)))
remove_app = guarded()(_form(_owning(Kind.TOTP, app.DeactivateTOTPView.as_view(success_url=OVERVIEW))))
show_codes = guarded()(require_safe(_owning(Kind.RECOVERY_CODES, recovery_codes.view_recovery_codes)))
renew_codes = guarded()(_form(proven(recovery_codes.generate_recovery_codes)))
download_codes = guarded()(require_safe(_owning(Kind.RECOVERY_CODES, recovery_codes.download_recovery_codes)))
add_passkey = guarded()(_form(proven(passkeys.add_webauthn)))
rename_passkey = guarded(of=PASSKEY)(_form(proven(passkeys.EditWebAuthnView.as_view(success_url=OVERVIEW))))
remove_passkey = guarded(of=PASSKEY)(_form(proven(RemovePasskey.as_view())))
