"""Forms of user administration and of one's own profile."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.models import Role, User
from outsourcing.ui.layouts import record_form

LONGEST_NUMBER = 18


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django itself takes none
    """Roles as boxes, each with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Refuse a number beyond any database like one that no role has; asking for it would fail."""
        beyond = [each for each in value or () if len(str(each)) > LONGEST_NUMBER]
        if beyond:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": beyond[0]})
        return super().clean(value)

    def label_from_instance(self, obj: Role) -> SafeString:
        """The role's name, and its purpose in small."""
        return format_html('{} <span class="muted">{}</span>', obj.name, obj.purpose)


def _roles_field() -> RolesField:
    return RolesField(
        queryset=Role.objects.all(),
        label=_("Roles"),
        help_text=_("What somebody may do is the sum of their roles."),
        error_messages={"required": _("Choose at least one role: without one there is nothing to see.")},
    )


class PersonForm(forms.Form):
    """A person's name and roles."""

    name = forms.CharField(label=_("Name"), max_length=120)
    roles = _roles_field()

    def __init__(self, *args: Any, cancel_url: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = record_form("name", "roles", cancel_url=cancel_url)


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    roles = _roles_field()

    def __init__(self, *args: Any, cancel_url: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = record_form("name", "email", "roles", save=_("Invite"), cancel_url=cancel_url)

    def clean_email(self) -> str:
        """One spelling for each address, and nobody twice."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(
                _("Somebody with this address is here already. Look for them in the list."),
            )
        return email


class ProfileForm(forms.Form):
    """One's own name."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As others see it beside your answers.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.helper = record_form("name")
