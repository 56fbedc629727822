"""Forms that notice when somebody else saved since they were opened."""

import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from providers.models import Versioned

Row = TypeVar("Row", bound=Versioned)


@dataclass(frozen=True)
class Difference:
    """One field in which what is stored now is not what was typed."""

    label: str
    stored: str
    typed: str


class VersionedForm(forms.ModelForm, Generic[Row]):  # type: ignore[type-arg]
    """Carries the version that its reader saw."""

    row_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: MultiValueDict[str, str] | None = None, *, instance: Row | None = None, **options: Any
    ) -> None:
        # A copy, because checking a form writes what was typed into its instance.
        super().__init__(data, instance=copy.copy(instance) if instance else None, **options)
        self.differences: list[Difference] = []
        if instance:
            self.initial["row_version"] = instance.row_version

    @property
    def seen_version(self) -> int:
        """The version that the reader saw; a form without one saw none."""
        return self.cleaned_data.get("row_version") or 0

    def tell_stale(self, stored: Row) -> None:
        """Say what the other person saved, keep what was typed, and let a second try go through.

        Whoever typed just what is stored already has nothing to compare and is not bothered.
        """
        self.differences = self._differences(stored)
        if not self.differences:
            return
        self.add_error(None, _STALE % {"name": stored.changed_by or gettext("Somebody")})
        self.data = {**dict(self.data.items()), self.add_prefix("row_version"): str(stored.row_version)}

    def _differences(self, stored: Row) -> list[Difference]:
        current = type(self)(instance=stored, **self._options())
        return [
            Difference(
                label=str(bound.label),
                stored=_in_words(bound.field, current[bound.name].value()),
                typed=_in_words(bound.field, bound.data),
            )
            for bound in self.visible_fields()
            if bound.field.has_changed(current[bound.name].value(), bound.data)
        ]

    def _options(self) -> dict[str, Any]:
        return {}


_STALE = _(
    "%(name)s saved in the meantime, and that was not overwritten. "
    "Compare what differs above; saving again keeps yours."
)


def _options_of(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(key), str(label)) for key, label in field.widget.choices]


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return gettext("yes") if field.to_python(value) else gettext("no")
    if isinstance(field, forms.ChoiceField):
        return dict(_options_of(field)).get(str(value), str(value))
    return str(value) if value not in (None, "") else gettext("nothing")
