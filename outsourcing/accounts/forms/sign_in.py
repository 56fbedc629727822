"""allauth's forms in our words."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.actions.links import owe_link
from outsourcing.ui.registry import Text

EMAIL = _("E-mail address")
NEW_PASSWORD = _("New password")
AGAIN = _("The same again")
PASSWORD_ADVICE = _("At least 12 characters; a few words in a row are easy to remember.")


def call_field(field: Field, label: Text, help_text: Text = "") -> None:
    """Give one of allauth's fields our words."""
    # The stubs know lazy texts under another name.
    field.label, field.help_text = cast(str, label), cast(str, help_text)
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["login"], EMAIL)
        call_field(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autofocus": True})


class AskForLinkForm(ResetPasswordForm):  # type: ignore[misc]
    """Where the link shall go."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["email"], EMAIL)

    def save(self, request: HttpRequest, **_options: Any) -> str:  # noqa: ARG002 — allauth hands it over
        """Owe the mail instead of sending it here: a mail server's pace would tell which accounts exist."""
        address = str(self.cleaned_data["email"])
        owe_link(self.users[0] if self.users else None, address)
        return address


class ChoosePasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A first or a new password, chosen through a link."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["password1"], NEW_PASSWORD, PASSWORD_ADVICE)
        call_field(self.fields["password2"], AGAIN)


class PasswordChangeForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the present one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        call_field(self.fields["oldpassword"], _("Present password"))
        call_field(self.fields["password1"], NEW_PASSWORD, PASSWORD_ADVICE)
        call_field(self.fields["password2"], AGAIN)
