"""The form of a provider."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor
from outsourcing.ui.layouts import beside, group, record_form
from providers.domain.facts import EARLIEST_YEAR, ProviderFacts
from providers.domain.names import tidy
from providers.forms.fields import PeopleCountField, ServicesField, WebsiteField
from providers.forms.versions import VersionedForm
from providers.models import Provider
from providers.queries import namesake


class ProviderForm(VersionedForm[Provider]):
    """Who the firm is."""

    website = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=300,
        help_text=_("Such as https://www.provider.example"),
    )
    employees = PeopleCountField(label=_("Employees"), help_text=_("In the whole firm, as far as known"))
    services = ServicesField(
        label=_("Services"),
        required=False,
        max_length=600,
        help_text=_("With commas between them: data management, statistics, service desk"),
    )

    class Meta:
        model = Provider
        fields = ["name", "legal_name", "website", "summary", "founded", "employees"]
        help_texts = {
            "name": _("As your people call it"),
            "legal_name": _("As it stands in the contract"),
            "summary": _("What the firm does and for whom, in two or three sentences"),
            "founded": _("The year"),
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        actor: Actor,
        today: date,
        instance: Provider | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, instance=instance, **options)
        self.actor, self.today = actor, today
        self.fields["founded"] = _year_field(self.fields["founded"], today)
        if instance:
            self.initial["services"] = ", ".join(instance.service_names)
        self.helper = record_form(
            "row_version",
            group(_("Who they are"), beside("name", "legal_name"), "summary"),
            group(_("What they offer"), "services", "website"),
            group(_("Size and age"), beside("employees", "founded")),
            save=_("Save") if instance else _("Add provider"),
            cancel_url=instance.get_absolute_url() if instance else reverse("providers:directory"),
        )

    def clean_name(self) -> str:
        """Refuse a name that another provider bears, and lead there."""
        name = tidy(self.cleaned_data["name"])
        other = namesake(self.actor, name, other_than=self.instance if self.instance.pk else None)
        if other is not None:
            raise forms.ValidationError(_taken(other))
        return name

    def tell_taken(self) -> None:
        """Say that somebody else added a provider of this name just now."""
        other = namesake(self.actor, self.cleaned_data["name"])
        self.add_error("name", _taken(other) if other else _("This name was just taken."))

    def facts(self) -> ProviderFacts:
        """What was typed, as the actions take it."""
        names = ("name", "legal_name", "website", "summary", "founded", "employees", "services")
        return ProviderFacts(**{name: self.cleaned_data[name] for name in names})

    def _options(self) -> dict[str, Any]:
        return {"actor": self.actor, "today": self.today}


def _taken(other: Provider) -> str:
    text = (
        _("A provider of this name is in the archive:")
        if other.is_archived
        else _("This provider exists already:")
    )
    return format_html('{} <a href="{}">{}</a>', text, other.get_absolute_url(), other.name)


def _year_field(field: forms.Field, today: date) -> forms.IntegerField:
    wrong = _("Give a year from %(first)d to %(last)d.") % {"first": EARLIEST_YEAR, "last": today.year}
    return forms.IntegerField(
        label=field.label,
        help_text=field.help_text,
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=today.year,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )
