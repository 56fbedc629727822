"""Filters of the page of owed work; they live in the address."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from outsourcing.jobs.models import OwedWork, WorkState
from outsourcing.jobs.names import name_of


class WorkFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter carries no types
    """By state and by kind."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=WorkState.choices, empty_label=_("All states")
    )
    task = django_filters.ChoiceFilter(label=_("Kind"), choices=(), empty_label=_("All kinds"))

    class Meta:
        model = OwedWork
        fields = ["state", "task"]

    def __init__(self, *args: Any, kinds: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["task"].extra["choices"] = [(kind, name_of(kind)) for kind in kinds]
