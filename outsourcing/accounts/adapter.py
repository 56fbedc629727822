"""How sign-in behaves here: people are invited, nobody signs up, and mail never stands in the way."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.models import User
from outsourcing.guards import proved_recently

logger = logging.getLogger(__name__)

METHODS: dict[str, Promise] = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Closes the door that allauth leaves open by default."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody signs up by themselves."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Save the password alone, so that a deactivation at the same moment is not undone."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to where the change began."""
        return reverse("accounts:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, and answer alike when it cannot be sent: a fault would tell which accounts exist."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.error("A mail could not be sent: %s", type(error).__name__)

    def is_reauthentication_required(self, **_options: Any) -> bool:
        """One rule for allauth's pages and ours: a proof holds for a while, that of signing in too."""
        return not proved_recently(context.request)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password as at sign-in, so that guessing it is throttled in the same way."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """How a person can prove again who they are; by the company's sign-in if they have nothing else."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = METHODS[method["id"]]
        if methods or not settings.OIDC_ISSUER or not user.is_authenticated:
            return methods
        if not SocialAccount.objects.filter(user_id=user.pk).exists():
            return []
        return [{"id": "elsewhere", "description": settings.OIDC_NAME, "url": reverse("prove_elsewhere")}]
