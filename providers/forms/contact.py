"""The form of a person at a provider."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import beside, record_form
from providers.domain.facts import ContactFacts
from providers.forms.versions import VersionedForm
from providers.models import Contact, Provider


class ContactForm(VersionedForm[Contact]):
    """Whom to speak to."""

    class Meta:
        model = Contact
        fields = ["name", "position", "email", "phone", "is_main"]
        help_texts = {
            "position": _("Such as head of delivery"),
            "phone": _("With the country code, such as +91 80 4000 1234"),
            "is_main": _("The first to ask; whoever was it before is it no longer"),
        }

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        provider: Provider,
        instance: Contact | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, instance=instance, **options)
        self.provider = provider
        self.helper = record_form(
            "row_version",
            beside("name", "position"),
            beside("email", "phone"),
            "is_main",
            save=_("Save") if instance else _("Add contact"),
            cancel_url=provider.get_absolute_url(),
        )

    def clean_email(self) -> str:
        """Refuse an address that another contact of this provider has."""
        email: str = self.cleaned_data["email"]
        others = Contact.objects.filter(provider=self.provider, email__iexact=email).exclude(
            pk=self.instance.pk
        )
        other = others.first() if email else None
        if other:
            raise forms.ValidationError(_("%(name)s has this address already."), params={"name": other.name})
        return email

    def facts(self) -> ContactFacts:
        """What was typed, as the actions take it."""
        return ContactFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def _options(self) -> dict[str, Any]:
        return {"provider": self.provider}
