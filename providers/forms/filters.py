"""How the directory is narrowed and ordered; everything lives in the address."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from outsourcing.actors import Actor
from providers.models import Provider, ProviderState, Site
from providers.queries import countries_in_use, directory, found_providers, services_in_use

EVERY_STATE = "all"
STATES = [*ProviderState.choices, (EVERY_STATE, _("All"))]
# The name decides among equals, so that no provider stands on two pages or on none.
ORDERS: Mapping[str, tuple[str | OrderBy, ...]] = {
    "name": ("name_key",),
    "-name": ("-name_key",),
    "employees": (F("employees").asc(nulls_last=True), "name_key"),
    "-employees": (F("employees").desc(nulls_last=True), "name_key"),
    "changed": ("changed_at", "name_key"),
    "-changed": ("-changed_at", "name_key"),
}


class ProviderFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By words, country, service and state; the archive is left out unless it is asked for."""

    text = django_filters.CharFilter(label=_("Search"), method="by_text", max_length=200)
    country = django_filters.ChoiceFilter(
        label=_("Country"), method="by_country", empty_label=_("Any country")
    )
    service = django_filters.ModelChoiceFilter(
        label=_("Service"),
        field_name="services",
        queryset=lambda request: services_in_use(request.actor),
        to_field_name="name_key",
        empty_label=_("Any service"),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state", empty_label=None)
    sort = django_filters.ChoiceFilter(
        choices=[(key, key) for key in ORDERS], method="in_order", widget=forms.HiddenInput
    )

    class Meta:
        model = Provider
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, str], *, actor: Actor, **options: Any) -> None:
        asked = data.copy()
        asked.setdefault("state", ProviderState.ACTIVE)
        asked.setdefault("sort", "name")
        super().__init__(asked, queryset=directory(actor), **options)
        self.filters["country"].extra["choices"] = sorted(
            ((code, str(countries.name(code))) for code in countries_in_use(actor)), key=lambda pair: pair[1]
        )
        self.form.fields["text"].widget.attrs["placeholder"] = _("Name, person, city, service")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        asked = self.form.cleaned_data if self.form.is_valid() else self.data
        return bool(
            any(asked.get(name) for name in ("text", "country", "service"))
            or asked.get("state") != ProviderState.ACTIVE
        )

    def by_text(self, providers: QuerySet[Provider], _name: str, words: str) -> QuerySet[Provider]:
        """Those that every word leads to."""
        return found_providers(providers, words)

    def by_country(self, providers: QuerySet[Provider], _name: str, code: str) -> QuerySet[Provider]:
        """Those that work in this country."""
        return providers.filter(Q(pk__in=Site.objects.filter(country=code).values("provider")))

    def by_state(self, providers: QuerySet[Provider], _name: str, state: str) -> QuerySet[Provider]:
        """Those in this state, or all."""
        return providers if state == EVERY_STATE else providers.filter(state=state)

    def in_order(self, providers: QuerySet[Provider], _name: str, order: str) -> QuerySet[Provider]:
        """In the order asked for."""
        return providers.order_by(*ORDERS[order])
