"""Filters of the trail; they live in the address."""

from typing import Any

import django_filters
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _

from outsourcing.audit.models import AuditEvent
from outsourcing.audit.phrases import noun_of, phrase_of


def _day_input() -> DateInput:
    return DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TrailFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter carries no types
    """By action, person, kind of object and days."""

    action = django_filters.ChoiceFilter(label=_("What"), choices=(), empty_label=_("Every action"))
    person = django_filters.CharFilter(label=_("Who"), field_name="actor_name", lookup_expr="icontains")
    object_type = django_filters.ChoiceFilter(label=_("On"), choices=(), empty_label=_("Everything"))
    since = django_filters.DateFilter(
        label=_("From"), field_name="at", lookup_expr="date__gte", widget=_day_input()
    )
    until = django_filters.DateFilter(
        label=_("To"), field_name="at", lookup_expr="date__lte", widget=_day_input()
    )

    class Meta:
        model = AuditEvent
        fields = ["action", "person", "object_type", "since", "until"]

    def __init__(self, *args: Any, actions: list[str], object_types: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["action"].extra["choices"] = _sorted(
            (each, phrase_of(each).rstrip(".:")) for each in actions
        )
        self.filters["object_type"].extra["choices"] = _sorted((each, noun_of(each)) for each in object_types)


def _sorted(choices: Any) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1])
