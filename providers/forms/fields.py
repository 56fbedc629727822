"""Fields that people type into about providers."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from providers.domain.facts import MOST_PEOPLE
from providers.domain.names import fold, split_names

LONGEST_SERVICE = 80
MOST_SERVICES = 20


class WebsiteField(forms.URLField):
    """An address on the web; other kinds of address have no business in a link that people follow."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {
        "invalid": _("This is no web address. It looks like https://www.provider.example.")
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)


class PeopleCountField(forms.IntegerField):
    """How many people; blank when nobody knows."""

    default_error_messages = {
        "invalid": _("Give a whole number, such as 1200."),
        "min_value": _("A number of people cannot be below 0."),
        "max_value": _("More than ten million people work nowhere; check the number."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PEOPLE, required=False, **options)


class ServicesField(forms.CharField):
    """Services in one line, with commas between them; their order says nothing."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other services are named, however they are spelt."""
        return _keys(initial) != _keys(data)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Each service once."""
        names = split_names(super().clean(value))
        if len(names) > MOST_SERVICES:
            raise forms.ValidationError(
                _("Name at most %(most)d services; here are %(number)d."),
                params={"most": MOST_SERVICES, "number": len(names)},
            )
        for name in names:
            if len(name) > LONGEST_SERVICE:
                raise forms.ValidationError(
                    _("“%(name)s …” is too long for a service. Put a comma between services."),
                    params={"name": name[:30]},
                )
        return names


def _keys(line: Any) -> set[str]:
    return {fold(name) for name in split_names(str(line or ""))}
