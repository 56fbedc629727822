"""The forms at the portal's door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import part_form


class DoorForm(forms.Form):
    """The address to which the invitation came."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one to which the invitation was sent"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    helper = part_form("email")


class CodeForm(forms.Form):
    """The code that came by e-mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "class": "portal-code",
            }
        ),
    )

    helper = part_form("code")
