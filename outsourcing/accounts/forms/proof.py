"""Proofs of who is there: the password or a code, at sign-in and again before something that weighs much."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.forms import Form
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.forms.sign_in import call_field
from outsourcing.accounts.throttling import GuessedTooOftenError, count_wrong_code, forget_guesses, take_guess


class PasswordProofForm(PasswordForm):  # type: ignore[misc]  # allauth carries no types
    """The password again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["password"], _("Password"))
        self.fields["password"].widget.attrs["autofocus"] = True


class _Throttled(Form):
    # Before allauth's own check: wrong codes count like wrong passwords.
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["code"], _("Code"), _("Six digits from your app, or a recovery code."))
        self.fields["code"].widget.attrs.update({"autofocus": True, "inputmode": "numeric"})

    def clean_code(self) -> str:
        """Refuse whoever guesses; otherwise ask allauth."""
        user = self.user  # type: ignore[attr-defined]  # allauth's form sets it
        try:
            take_guess(context.request, user)
        except GuessedTooOftenError as error:
            self.add_error("code", str(error))
            return ""
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form comes next
        forget_guesses(context.request, user)
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]
        count_wrong_code(context.request, authenticator.user)


class CodeForm(_Throttled, AuthenticateForm):  # type: ignore[misc]
    """A code after the password."""


class CodeProofForm(_Throttled, ReauthenticateForm):  # type: ignore[misc]
    """A code instead of the password, from somebody who is signed in."""
