"""The form of a place where a provider works."""

from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import beside, record_form
from providers.domain.facts import SiteFacts
from providers.forms.fields import PeopleCountField
from providers.forms.versions import VersionedForm
from providers.models import Provider, Site


class SiteForm(VersionedForm[Site]):
    """Where work is done, and which."""

    headcount = PeopleCountField(label=_("Headcount"), help_text=_("People at this site, as far as known"))

    class Meta:
        model = Site
        fields = ["name", "city", "country", "headcount", "work"]
        help_texts = {
            "name": _("As the provider calls it, such as Delivery centre 2"),
            "work": _("Such as data entry and query handling, two shifts"),
        }

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        provider: Provider,
        instance: Site | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, instance=instance, **options)
        self.provider = provider
        self.helper = record_form(
            "row_version",
            beside("name", "headcount"),
            beside("city", "country"),
            "work",
            save=_("Save") if instance else _("Add site"),
            cancel_url=provider.get_absolute_url(),
        )

    def facts(self) -> SiteFacts:
        """What was typed, as the actions take it."""
        return SiteFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def _options(self) -> dict[str, Any]:
        return {"provider": self.provider}
