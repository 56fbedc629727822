"""Setting up an authenticator app or a passkey, in our words."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.forms.passkeys import refusing_malformed
from outsourcing.accounts.forms.sign_in import call_field

LONGEST_NAME = 80


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    """The first code, which proves that the app holds the secret."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(
            self.fields["code"], _("Code that the app shows"), _("Six digits; a new one every half minute.")
        )
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: its name, and whether it is enough by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["name"], _("Name"), _("So that you know later which device it lives in."))
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME
        call_field(
            self.fields["passwordless"],
            _("Sign in with it alone, without the password"),
            _("The device then asks for a finger, a face or its own PIN."),
        )
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        """A name that fits into the list."""
        return str(super().clean_name())[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """Refuse what no authenticator sends, rather than fall over it."""
        with refusing_malformed():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["name"], _("Name"))
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME

    def clean_name(self) -> str:
        """A name that fits into the list."""
        return str(self.cleaned_data["name"])[:LONGEST_NAME]
