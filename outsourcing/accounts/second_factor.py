"""How second factors behave here: secrets lie encrypted, and who needs one keeps one."""

import base64
import logging
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outsourcing.accounts import queries
from outsourcing.accounts.models import User

logger = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's second factors in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not right, or no longer. Try the one that is shown now."),
        "cannot_delete_authenticator": gettext_lazy(
            "One of your roles needs a second factor, and this is your last one. Add another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Keep secrets so that a stolen database alone opens nothing."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; under a secret key that was lost it becomes one that no code matches."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was kept under another SECRET_KEY and cannot be checked.")
            secret: str = generate_totp_secret()
            return secret

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever needs a second factor may change it, and not do without."""
        user = User.objects.get(pk=authenticator.user_id)
        others = Authenticator.objects.filter(user_id=user.pk, type__in=queries.SECOND_FACTORS)
        return not queries.needs_second_factor(user) or bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """What a passkey is called before somebody gives it a better name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """For whom a passkey is: this host, under the product's name."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Parity"}


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = salted_hmac("parity.accounts.second_factor", "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
