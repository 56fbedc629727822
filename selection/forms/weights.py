"""The weights of a project's checklists, one field each."""

import math
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.models import ProjectWeight


class WeightsForm(forms.Form):
    """One raw weight for each checklist; their shares follow from the sum."""

    def __init__(self, *args: Any, weights: Sequence[ProjectWeight], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weights = weights
        for row in weights:
            self.fields[name_of(row.template_id)] = forms.FloatField(
                label=row.template.name,
                initial=int(row.weight) if row.weight.is_integer() else row.weight,
                min_value=0,
                max_value=1_000_000,
                widget=forms.NumberInput(
                    attrs={
                        "class": "form-control form-control-sm",
                        "step": "any",
                        "min": 0,
                        "data-weight": "",
                    }
                ),
                error_messages={"required": _("Give a weight; 0 leaves the checklist out.")},
            )

    def clean(self) -> dict[str, Any]:
        """Something must weigh more than nothing."""
        cleaned = super().clean() or {}
        known = [value for value in cleaned.values() if value is not None]
        if len(known) == len(self.weights) and not _adds_up(known):
            raise forms.ValidationError(_("At least one checklist must weigh more than nothing."))
        return cleaned

    def by_template(self) -> dict[int, float]:
        """The weights by checklist."""
        return {row.template_id: self.cleaned_data[name_of(row.template_id)] for row in self.weights}


def name_of(template_id: int) -> str:
    """The name of a checklist's field."""
    return f"weight_{template_id}"


def _adds_up(weights: Sequence[float]) -> bool:
    total = sum(weights)
    return math.isfinite(total) and total > 0
