"""The form that makes the first visitor the administrator."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts import setup_code
from outsourcing.accounts.forms.sign_in import AGAIN, EMAIL, PASSWORD_ADVICE
from outsourcing.accounts.models import User
from outsourcing.ui.layouts import record_form


def _password(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False)


class WelcomeForm(forms.Form):
    """The code from the terminal, and who the administrator is."""

    code = forms.CharField(
        label=_("Set-up code"),
        max_length=40,
        help_text=_("The server printed it when it started. It proves that this installation is yours."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=EMAIL, max_length=254)
    password = _password(_("Password"), PASSWORD_ADVICE)
    again = _password(AGAIN)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = record_form("code", "name", "email", "password", "again", save=_("Set up and sign in"))

    def clean_code(self) -> str:
        """Refuse whoever has not seen the terminal."""
        code = str(self.cleaned_data["code"])
        if not setup_code.matches(code):
            raise forms.ValidationError(
                _("This is not the code that the server printed last. An earlier start's code is void."),
            )
        return code

    def clean(self) -> dict[str, Any]:
        """Both passwords alike, and good enough."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("again") and password != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            self._check_strength(password, cleaned)
        return cleaned

    def _check_strength(self, password: str, cleaned: dict[str, Any]) -> None:
        person = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
        try:
            password_validation.validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password", error)
