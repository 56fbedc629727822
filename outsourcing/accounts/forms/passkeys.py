"""Answers of passkeys: whatever no authenticator would send is refused in words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.forms import Form

# What parsing raises on made-up answers; allauth expects some of these only.
MALFORMED = (KeyError, TypeError, AttributeError, ValueError, IndexError, struct.error, InvalidSignature)


@contextmanager
def refusing_malformed() -> Iterator[None]:
    """Turn what parsing raises into a refusal of the form."""
    try:
        yield
    except MALFORMED as error:
        raise get_adapter().validation_error("incorrect_code") from error


class _Careful(Form):
    def clean_credential(self) -> Authenticator:
        """Check it as allauth does, and refuse what it would fall over."""
        with refusing_malformed():
            return super().clean_credential()  # type: ignore[misc]  # allauth's form comes next


class PasskeyAfterPassword(_Careful, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """As the second factor."""


class PasskeyAgain(_Careful, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """As a proof of somebody who is signed in."""


class PasskeyAlone(_Careful, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of the password."""
