"""The form on which somebody chooses whose figures a roster measures for an assessment."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import record_form
from providers.domain.attrition.measures import Scope


class ScopeForm(forms.Form):
    """Functions and sites, as the roster names them; nothing ticked is everybody."""

    functions = forms.MultipleChoiceField(
        label=_("Functions in scope"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that people would work for us in. None ticked: all functions."),
    )
    sites = forms.MultipleChoiceField(
        label=_("Sites in scope"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Where they would work; counts for all leavers of the last 12 months. None ticked: all sites."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        functions: Sequence[str],
        sites: Sequence[str],
        chosen: Scope,
        cancel_url: str,
    ) -> None:
        super().__init__(data, initial={"functions": list(chosen.functions), "sites": list(chosen.sites)})
        self._offer("functions", functions)
        self._offer("sites", sites)
        self.helper = record_form(*self.fields, cancel_url=cancel_url)

    def scope(self) -> Scope:
        """What was chosen, once it is valid."""
        given = self.cleaned_data
        return Scope(tuple(given.get("functions", ())), tuple(given.get("sites", ())))

    def _offer(self, name: str, names: Sequence[str]) -> None:
        """A list that names no sites, say, leaves nothing to choose."""
        field: Any = self.fields[name]
        field.choices = [(each, each) for each in names]
        if not names:
            del self.fields[name]
